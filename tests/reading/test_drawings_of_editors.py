# ruff: noqa: E501 - what programs export has long lines
"""Sixty-five kinds of drawings, each as one program exports it, cut down to its habits: forty of them at least are drawn.

What is refused needs something that paper or a plain line drawing does not have, and is told by its name.
"""

import pytest

from tour.diagnostics import TourError
from tour.reading.drawings import read_drawing

NS = 'xmlns="http://www.w3.org/2000/svg"'
BOX = f'<svg {NS} viewBox="0 0 24 24"'
P = '<path d="M2 2h20v20z"/>'
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
INKSCAPE = (
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
    'xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#"'
)
DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'

DRAWN = {
    "Inkscape": f'<svg {NS} {INKSCAPE} width="24mm" height="24mm" viewBox="0 0 24 24" version="1.1" id="svg5" '
    'inkscape:version="1.3.2" sodipodi:docname="a.svg"><sodipodi:namedview id="n" pagecolor="#ffffff" '
    'inkscape:zoom="2"><inkscape:grid type="xygrid"/></sodipodi:namedview><defs id="defs2"/>'
    '<g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1"><path style="fill:none;stroke:#000000;'
    'stroke-width:0.264583px;stroke-linecap:butt;stroke-linejoin:miter;stroke-opacity:1;-inkscape-stroke:none" '
    'd="M 2,2 H 22" sodipodi:nodetypes="cc"/></g></svg>',
    "Inkscape, plain": f'{BOX} version="1.1"><path style="font-variation-settings:normal;opacity:1;vector-effect:none;'
    "fill:#f2b632;fill-opacity:1;stroke-width:2;stroke-dasharray:none;stroke-dashoffset:0;paint-order:stroke fill markers;"
    'stop-color:#000000;stop-opacity:1" d="M2 2h20v20z"/></svg>',
    "Inkscape with a hidden layer": f'{BOX} {INKSCAPE}>{P}<g inkscape:groupmode="layer" style="display:none">'
    "<text>notes</text></g></svg>",
    "Inkscape with a path effect": f'{BOX} {INKSCAPE}><defs><inkscape:path-effect effect="powerstroke"/></defs>'
    '<path inkscape:path-effect="#path-effect1" inkscape:original-d="M2 2" d="M2 2h20v20z"/></svg>',
    "Inkscape with an unused gradient": f'{BOX}><defs><linearGradient id="g"><stop style="stop-color:#000" offset="0"/>'
    f"</linearGradient></defs>{P}</svg>",
    "Inkscape with metadata": f"{BOX} {INKSCAPE}><metadata><rdf:RDF><cc:Work rdf:about=''/></rdf:RDF></metadata>{P}</svg>",
    "Illustrator with classes": f'<?xml version="1.0" encoding="utf-8"?>\n<!-- Generator: Adobe Illustrator 27 -->\n{BOX} '
    'id="Layer_1" x="0px" y="0px" style="enable-background:new 0 0 24 24;" xml:space="preserve">'
    '<style type="text/css">\n\t.st0{fill:#1B1714;}\n\t.st1{fill:none;stroke:#000000;stroke-miterlimit:10;}\n</style>'
    '<path class="st0" d="M2 2h20v20z"/><line class="st1" x1="2" y1="2" x2="22" y2="22"/></svg>',
    "Illustrator for screens": f'{BOX}><defs><style>.cls-1,.cls-2{{fill:none}}.cls-2{{stroke:#000;stroke-width:.5px}}'
    '</style></defs><g id="Layer_1" data-name="Layer 1"><rect class="cls-2" x="2" y="2" width="20" height="20"/></g></svg>',
    "Illustrator that keeps its own": f'{BOX} xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/"><switch>'
    '<foreignObject requiredExtensions="http://ns.adobe.com/AdobeIllustrator/10.0/" x="0" y="0" width="1" height="1">'
    f'</foreignObject><g i:extraneous="self">{P}</g></switch></svg>',
    "Illustrator with attributes": f'{BOX}><polygon fill-rule="evenodd" clip-rule="evenodd" fill="#231F20" '
    'points="2,2 22,2 22,22 "/></svg>',
    "Illustrator, SVG 1.1": f'<?xml version="1.0"?>\n{DOCTYPE}{BOX} enable-background="new 0 0 24 24">{P}</svg>',
    "Figma": f'<svg width="24" height="24" viewBox="0 0 24 24" fill="none" {NS}><path fill-rule="evenodd" '
    'clip-rule="evenodd" d="M2 2h20v20z" fill="#1E1E1E"/></svg>',
    "Figma with a frame": f'<svg width="24" height="24" viewBox="0 0 24 24" fill="none" {NS}><g clip-path="url(#clip0_1_2)">'
    '<rect width="24" height="24" fill="white"/><path d="M2 2h20v20z" fill="black"/></g><defs><clipPath id="clip0_1_2">'
    '<rect width="24" height="24" fill="white"/></clipPath></defs></svg>',
    "Figma with opacity": f'{BOX} fill="none"><g opacity="0.6"><path d="M2 2h20" stroke="black" stroke-opacity="0.5"/></g></svg>',
    "Figma with a transform": f'{BOX} fill="none"><rect x="2" y="2" width="9" height="9" rx="2" '
    'transform="rotate(45 2 2)" fill="#D9D9D9"/></svg>',
    "Sketch": f'{BOX} version="1.1" {XLINK}><title>Icon</title><desc>Created with Sketch.</desc><g id="Page-1" '
    'stroke="none" stroke-width="1" fill="none" fill-rule="evenodd"><g transform="translate(2.000000, 2.000000)" '
    'fill="#000000" fill-rule="nonzero"><path d="M0 0h9v9z" id="Shape"/></g></g></svg>',
    "Sketch of old": f'{BOX} xmlns:sketch="http://www.bohemiancoding.com/sketch/ns"><g sketch:type="MSPage" fill="none">'
    '<path d="M2 2h20v20z" fill="#000" sketch:type="MSShapeGroup"/></g></svg>',
    "Affinity": f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n{DOCTYPE}<svg width="100%" height="100%" '
    f'viewBox="0 0 24 24" version="1.1" {NS} xmlns:serif="http://www.serif.com/" xml:space="preserve" '
    'style="fill-rule:evenodd;clip-rule:evenodd;stroke-linejoin:round;stroke-miterlimit:2;"><g serif:id="Layer 1">'
    '<path d="M2,2L22,2L22,22Z" style="fill:rgb(27,23,20);"/></g></svg>',
    "Affinity with strokes": f'<svg viewBox="0 0 24 24" {NS} style="fill-rule:evenodd;stroke-linecap:round;"><path '
    'd="M2,2L22,22" style="fill:none;stroke:black;stroke-width:1px;"/></svg>',
    "CorelDRAW": f'<?xml version="1.0" encoding="UTF-8"?>\n{DOCTYPE}<svg {NS} xml:space="preserve" width="24mm" '
    'height="24mm" version="1.1" style="shape-rendering:geometricPrecision; text-rendering:geometricPrecision; '
    'image-rendering:optimizeQuality; fill-rule:evenodd; clip-rule:evenodd" viewBox="0 0 2400 2400" '
    'xmlns:xodm="http://www.corel.com/coreldraw/odm/2003"><defs><style type="text/css"><![CDATA[ .str0 '
    "{stroke:#2B2A29;stroke-width:20;stroke-miterlimit:22.9256} .fil0 {fill:none} ]]></style></defs>"
    '<g id="Layer_x0020_1"><metadata id="CorelCorpID_0Corel-Layer"/><line class="fil0 str0" x1="9" y1="9" x2="2000" y2="9"/>'
    "</g></svg>",
    "draw.io": f'<svg {NS} style="background: transparent; background-color: transparent; color-scheme: light dark;" '
    f'{XLINK} version="1.1" width="24px" height="24px" viewBox="-0.5 -0.5 24 24" content="&lt;mxfile&gt;"><defs/><g>'
    '<g data-cell-id="0"><rect x="2" y="2" width="20" height="20" fill="#ffffff" stroke="#000000" pointer-events="all" '
    'style="fill: light-dark(#ffffff, var(--ge-dark-color, #121212)); stroke: light-dark(rgb(0, 0, 0), rgb(255, 255, 255));"/>'
    "</g></g></svg>",
    "Excalidraw": f'<svg version="1.1" {NS} viewBox="0 0 24 24" width="24" height="24"><!-- svg-source:excalidraw -->'
    '<metadata></metadata><defs><style class="style-fonts">@font-face { font-family: Virgil; '
    'src: url("https://excalidraw.com/Virgil.woff2"); }</style></defs><rect x="0" y="0" width="24" height="24" '
    'fill="#ffffff"></rect><g stroke-linecap="round" transform="translate(2 2) rotate(0 5 5)"><path d="M0 0 C3 1, 6 1, 9 0" '
    'stroke="#1e1e1e" stroke-width="2" fill="none"></path></g></svg>',
    "potrace": '<?xml version="1.0" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 20010904//EN"\n '
    f'"http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd">\n<svg version="1.0" {NS} width="24.000000pt" '
    'height="24.000000pt" viewBox="0 0 24.000000 24.000000" preserveAspectRatio="xMidYMid meet"><metadata>Created by '
    'potrace 1.16</metadata><g transform="translate(0,24) scale(0.1,-0.1)" fill="#000000" stroke="none"><path d="M20 20 l90 '
    '0 0 90z"/></g></svg>',
    "VTracer": f'<svg version="1.1" {NS} width="24" height="24"><path d="M0 0 C5 0 9 5 9 9 Z " fill="#FEFEFE" '
    'transform="translate(2,2)"/><path d="M0 0h9v9z" fill="#101010"/></svg>',
    "Autotrace": f'<?xml version="1.0" standalone="yes"?>\n<svg width="24" height="24"  {NS}>\n<path style="fill:#010101; '
    'stroke:none;" d="M0 0L0 9L9 9z"/></svg>',
    "Boxy SVG": f'{BOX} xmlns:bx="https://boxy-svg.com"><defs><bx:grid x="0" y="0"/></defs><path style="stroke: rgb(0, 0, 0); '
    'fill: rgb(216, 216, 216);" d="M2 2h20v20z" bx:shape="star"/></svg>',
    "SVG-Edit": f'{BOX} xmlns:se="http://svg-edit.googlecode.com"><!-- Created with SVG-edit --><g class="layer">'
    '<title>Layer 1</title><path d="M2 2h20v20z" fill="#FF0000" id="svg_1" se:connector="svg_2"/></g></svg>',
    "Vectornator": f'<svg height="100%" width="100%" viewBox="0 0 24 24" {NS} {XLINK} '
    'xmlns:vectornator="http://vectornator.io" style="fill-rule:nonzero;clip-rule:evenodd;"><defs/><g '
    'vectornator:layerName="Layer 1"><path d="M2 2L22 22" fill="none" opacity="1" stroke="#000" '
    'stroke-linecap="butt"/></g></svg>',
    "Gravit": f'<svg {XLINK} {NS} style="isolation:isolate" viewBox="0 0 24 24" width="24pt" height="24pt"><g>{P}</g></svg>',
    "LibreOffice": f'<?xml version="1.0" encoding="UTF-8"?>\n{DOCTYPE}<svg width="24mm" height="24mm" viewBox="0 0 2400 2400" '
    f'preserveAspectRatio="xMidYMid" fill-rule="evenodd" stroke-width="28.222" stroke-linejoin="round" {NS} '
    'xmlns:ooo="http://xml.openoffice.org/svg/export"><defs class="EmbeddedBulletChars"/><g class="SlideGroup"><g '
    'class="Page"><g class="com.sun.star.drawing.LineShape"><rect class="BoundingBox" stroke="none" fill="none" x="2" y="2" '
    'width="9" height="9"/><path fill="none" stroke="rgb(0,0,0)" d="M 2,2 L 900,900"/></g></g></g></svg>',
    "OpenSCAD": f'{DOCTYPE}<svg width="24mm" height="24mm" viewBox="0 0 24 24" {NS} version="1.1"><title>OpenSCAD Model</title>'
    '<path d="M 2,2 L 22,2 L 22,22 z " stroke="black" fill="lightgray" stroke-width="0.5"/></svg>',
    "FreeCAD": f'{BOX} xmlns:freecad="https://wiki.freecad.org"><g freecad:basepoint1="1 2"><path style="stroke-width:1;'
    'stroke:#000000;stroke-opacity:1;fill:none" d="M2 2 L 22 22"/></g></svg>',
    "QCAD": f'<svg {NS} version="1.1" width="24mm" height="24mm" viewBox="0 -24 24 24"><g transform="scale(1,-1)">'
    '<line x1="2" y1="2" x2="22" y2="22" style="stroke:#000000;stroke-width:0.25;"/></g></svg>',
    "Blender": f'{BOX}><g id="RenderLayer"><g id="strokes"><path fill="none" stroke-width="3.0" stroke-linecap="round" '
    'stroke-opacity="1.0" stroke="rgb(0, 0, 0)" stroke-linejoin="round" d=" M 2.0, 2.0 22.0, 22.0 "/></g></g></svg>',
    "Matplotlib, paths alone": f'{DOCTYPE}<svg {XLINK} width="24pt" height="24pt" viewBox="0 0 24 24" {NS} version="1.1">'
    '<metadata/><defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs><g id="figure_1">'
    '<g id="patch_1"><path d="M 0 24 L 24 24 L 24 0 z" style="fill: #ffffff"/></g><g id="line2d_1"><path d="M 2 2 L 22 22" '
    'style="fill: none; stroke: #1f77b4; stroke-width: 1.5; stroke-linecap: square"/></g></g></svg>',
    "Graphviz without labels": f'{DOCTYPE}<svg width="24pt" height="24pt" viewBox="0.00 0.00 24.00 24.00" {NS}><g id="graph0" '
    'class="graph" transform="scale(1 1) rotate(0) translate(4 20)"><title>G</title><polygon fill="white" stroke="none" '
    'points="-4,4 -4,-20 20,-20 20,4 -4,4"/><ellipse fill="none" stroke="black" cx="8" cy="-8" rx="7" ry="5"/></g></svg>',
    "TikZ by dvisvgm": f"<?xml version='1.0'?>\n<svg version='1.1' {NS} width='24pt' height='24pt' viewBox='0 0 24 24'>"
    "<g id='page1'><path d='M2 2H22' fill='none' stroke='#000' stroke-miterlimit='10' stroke-width='.4'/></g></svg>",
    "Cairo": f'<svg {NS} width="24pt" height="24pt" viewBox="0 0 24 24" version="1.1"><g id="surface1"><path '
    'style="fill:none;stroke-width:2;stroke-linecap:butt;stroke-linejoin:miter;stroke:rgb(0%,0%,0%);stroke-opacity:1;'
    'stroke-miterlimit:10;" d="M 2 2 L 22 22 " transform="matrix(1,0,0,-1,0,24)"/></g></svg>',
    "Procreate traced": f'{BOX}><g fill="#000" fill-opacity=".9" stroke="none">{P}</g></svg>',
    "Microsoft Office icon": f'<svg viewBox="0 0 24 24" {NS} {XLINK} id="Icons_Walk" overflow="hidden"><path '
    'd="M2 2h20v20z" fill="currentColor"/></svg>',
    "Microsoft Visio": f'<svg {NS} xmlns:v="http://schemas.microsoft.com/visio/2003/SVGExtensions/" width="1in" height="1in" '
    'viewBox="0 0 72 72" xml:space="preserve" color-interpolation-filters="sRGB" class="st2"><v:documentProperties/>'
    "<style type='text/css'><![CDATA[ .st1 {fill:#ffffff;stroke:#000000;stroke-linecap:round;stroke-width:0.24} .st2 "
    "{fill:none;fill-rule:evenodd;font-size:12px;overflow:visible} ]]></style><g v:groupContext='foregroundPage'>"
    '<title>Page-1</title><g id="shape1-1" v:mID="1"><path d="M2 2h20v20z" class="st1"/></g></g></svg>',
    "Iconfont": f'<svg t="1590" class="icon" viewBox="0 0 1024 1024" version="1.1" {NS} p-id="1156" {XLINK} width="64" '
    'height="64"><path d="M2 2h900v900z" fill="#d81e06" p-id="1157"></path></svg>',
    "SVGO": f"<svg {NS} width='24' height='24'><path d='M2 2h20v20z'/></svg>",
    "SVG Repo": f'<?xml version="1.0" encoding="iso-8859-1"?>\n<!-- Uploaded to: SVG Repo -->\n{BOX} fill="#000000" '
    f'height="800px" width="800px">{P}<g></g><g></g></svg>',
    "Noun Project": f'{BOX} xml:space="preserve" enable-background="new 0 0 24 24"><path fill="#010101" d="M2 2h20v20z"/></svg>',
    "Penpot": f'<svg {XLINK} {NS} fill="none" version="1.1" viewBox="0 0 24 24" width="24" height="24"><g data-testid="x" '
    'rx="0" ry="0" style="fill: rgb(0, 0, 0);"><path d="M2 2h20v20z" style="fill: rgb(27, 23, 20); fill-opacity: 1;"/></g></svg>',
    "Krita": f'{BOX} xmlns:krita="http://krita.org/namespaces/svg/krita" {XLINK}><path id="shape0" fill="none" '
    'stroke="#000000" stroke-width="1.2" stroke-linecap="square" stroke-linejoin="bevel" d="M2 2L22 22" '
    'sodipodi:nodetypes="cc" xmlns:sodipodi="s"/></svg>',
}  # fmt: skip

REFUSED = {
    "Inkscape with text": (f"{BOX}><text><tspan>x</tspan></text></svg>", "<text> may not stand"),
    "Inkscape with a gradient": (f'{BOX}><path style="fill:url(#g)" d="M2 2h9"/></svg>', "points elsewhere"),
    "Inkscape with a clone": (f'{BOX} {XLINK}>{P}<use xlink:href="#a"/></svg>', "<use> may not stand"),
    "Inkscape with blur": (f'{BOX}><path style="filter:url(#f)" d="M2 2h9v9z"/></svg>', "points elsewhere"),
    "Inkscape with an arrow": (f'{BOX}><path style="marker-end:url(#m)" d="M2 2h9v9z"/></svg>', "points elsewhere"),
    "Illustrator with entities": (f'<!DOCTYPE svg [<!ENTITY ns "x">]>\n{BOX}>{P}</svg>', "a DOCTYPE with declarations"),
    "Illustrator with a picture": (f"{BOX}><image/></svg>", "<image> may not stand"),
    "Illustrator with a blend": (f'{BOX}><g style="mix-blend-mode:multiply">{P}</g></svg>', "mix-blend-mode is"),
    "Figma with a shadow": (f'{BOX}><g filter="url(#filter0_d)">{P}</g></svg>', "points elsewhere"),
    "Figma with a mask": (f'{BOX}><g mask="url(#mask0)">{P}</g></svg>', "points elsewhere"),
    "Sketch with a symbol": (f'{BOX} {XLINK}><defs/><use xlink:href="#p"/></svg>', "<use> may not stand"),
    "draw.io with a label": (f"{BOX}>{P}<switch><foreignObject/></switch></svg>", "<foreignObject> may not stand"),
    "Excalidraw with text": (f"{BOX}>{P}<text>x</text></svg>", "<text> may not stand"),
    "Matplotlib with marks": (f'{BOX} {XLINK}>{P}<use xlink:href="#m"/></svg>', "<use> may not stand"),
    "Mermaid": (f"{BOX}><style>#m .node rect{{fill:#eee}}</style>{P}</svg>", "is not read"),
    "Lottie": (f"{BOX}><path d='M2 2h9v9z'><animate attributeName='d'/></path></svg>", "paper does not move"),
    "dashes": (f'{BOX}><path stroke="#000" stroke-dasharray="4 2" d="M2 2h9v9z"/></svg>', "this line is dashed"),
    "a page's icon that runs": (f"{BOX}><script>1</script>{P}</svg>", "it would run a program"),
}


def test_forty_of_sixty_five_kinds_are_drawn() -> None:
    assert len(DRAWN) >= 40
    assert len(DRAWN) + len(REFUSED) == 65


@pytest.mark.parametrize("text", DRAWN.values(), ids=DRAWN)
def test_what_a_program_exports_is_drawn(text: str) -> None:
    assert read_drawing(text.encode(), "a.svg").marks


@pytest.mark.parametrize(("text", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_drawn_true_is_told_by_its_name(text: str, expected: str) -> None:
    with pytest.raises(TourError) as caught:
        read_drawing(text.encode(), "a.svg")

    assert expected in caught.value.diagnostics[0].message
