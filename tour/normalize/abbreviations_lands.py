"""What states, provinces, counties and towns are called in short: as the post has them, and as books and notes do."""

from __future__ import annotations

from tour.normalize.rules import table, words

STATES = table(
    """
    AL=Alabama; AK=Alaska; AZ=Arizona; AR=Arkansas; CA=California; CO=Colorado; CT=Connecticut; DE=Delaware
    FL=Florida; GA=Georgia; HI=Hawaii; ID=Idaho; IL=Illinois; IN=Indiana; IA=Iowa; KS=Kansas; KY=Kentucky
    LA=Louisiana; ME=Maine; MD=Maryland; MA=Massachusetts; MI=Michigan; MN=Minnesota; MS=Mississippi; MO=Missouri
    MT=Montana; NE=Nebraska; NV=Nevada; NH=New Hampshire; NJ=New Jersey; NM=New Mexico; NY=New York
    NC=North Carolina; ND=North Dakota; OH=Ohio; OK=Oklahoma; OR=Oregon; PA=Pennsylvania; RI=Rhode Island
    SC=South Carolina; SD=South Dakota; TN=Tennessee; TX=Texas; UT=Utah; VT=Vermont; VA=Virginia; WA=Washington; DC=D C
    WV=West Virginia; WI=Wisconsin; WY=Wyoming
    """
)
AMBIGUOUS_STATES = words("HI LA ME OK")
"""Said only before a postcode: after a comma they may be words, or a city."""

SURE_STATES = table(
    """
    Ala.=Alabama; Ariz.=Arizona; Calif.=California; Colo.=Colorado; Conn.=Connecticut; Fla.=Florida; Kans.=Kansas
    Ky.=Kentucky; Mich.=Michigan; Minn.=Minnesota; Nebr.=Nebraska; Okla.=Oklahoma; Oreg.=Oregon; Penna.=Pennsylvania
    Tenn.=Tennessee; Vt.=Vermont; Wis.=Wisconsin; Wisc.=Wisconsin; Wyo.=Wyoming; Nfld.=Newfoundland; Ont.=Ontario
    Alta.=Alberta; Sask.=Saskatchewan; Phila.=Philadelphia; Balto.=Baltimore; Cinti.=Cincinnati; B'klyn=Brooklyn
    Bklyn.=Brooklyn
    """
)
"""Said wherever they stand: they are no words."""
AFTER_A_TOWN = {
    written.removesuffix("."): said
    for written, said in {
        **SURE_STATES,
        **table(
            """
            Ark.=Arkansas; Cal.=California; Del.=Delaware; Ga.=Georgia; Ida.=Idaho; Ill.=Illinois; Ills.=Illinois
            Ind.=Indiana; Ia.=Iowa; Kan.=Kansas; Kas.=Kansas; La.=Louisiana; Mass.=Massachusetts; Md.=Maryland
            Me.=Maine; Miss.=Mississippi; Mo.=Missouri; Mont.=Montana; Neb.=Nebraska; Nev.=Nevada; O.=Ohio; Ore.=Oregon
            Pa.=Pennsylvania
            Penn.=Pennsylvania; Tex.=Texas; Va.=Virginia; Wash.=Washington; Que.=Quebec; Man.=Manitoba
            N.H.=New Hampshire; N.J.=New Jersey; N.M.=New Mexico; N.Mex.=New Mexico; N.Y.=New York; N.C.=North Carolina
            N.D.=North Dakota; N.Dak.=North Dakota; R.I.=Rhode Island; S.C.=South Carolina; S.D.=South Dakota
            S.Dak.=South Dakota; W.Va.=West Virginia; N.B.=New Brunswick; N.S.=Nova Scotia
            P.E.I.=Prince Edward Island; Eng.=England; Ire.=Ireland; Scot.=Scotland; Switz.=Switzerland; Ger.=Germany
            Berks.=Berkshire; Bucks.=Buckinghamshire; Beds.=Bedfordshire; Cambs.=Cambridgeshire; Derbys.=Derbyshire
            Glos.=Gloucestershire; Hants.=Hampshire; Herts.=Hertfordshire; Lancs.=Lancashire; Leics.=Leicestershire
            Lincs.=Lincolnshire; Middx.=Middlesex; Northants.=Northamptonshire; Notts.=Nottinghamshire
            Oxon.=Oxfordshire; Salop.=Shropshire; Staffs.=Staffordshire; Warks.=Warwickshire; Wilts.=Wiltshire
            Worcs.=Worcestershire; Yorks.=Yorkshire
            """
        ),
    }.items()
}
"""Said after the name of a town and a comma, with the last dot or without it."""
NEED_A_DOT = words("Del Cal Ill Ind Ia La Mass Me Miss Mo O Ore Pa Penn Tex Man Ger Eng Ire Scot Wash Kan Ark Ala")
"""Without their dot they may be words or names."""
BEFORE_A_NAME = words("Ark Ga Ill Kan Mass Mont Neb Nev Pa Penn Tex Va")
"""Said before another name as well: "Mass. Ave."."""
IRISH_COUNTIES = words(
    """
    Antrim Armagh Carlow Cavan Clare Cork Derry Donegal Down Dublin Durham Fermanagh Galway Kerry Kildare Kilkenny
    Laois Leitrim Limerick Longford Louth Mayo Meath Monaghan Offaly Roscommon Sligo Tipperary Tyrone Waterford
    Westmeath Wexford Wicklow
    """
)
"""What stands after "Co." where it is a county, Durham among them."""
FIRMS = words(
    """
    Oil Motor Motors Land Railroad Railway Steel Iron Lumber Brewing Ice Coal Gas Electric Power Insurance Trust Water
    Publishing Car Wagon Bridge Construction Milling Mining Manufacturing Telephone Telegraph Fur Tea Tobacco Paper
    Glass Shoe Candy Biscuit Baking Packing Canal Navigation Express Transfer Storage Hardware Furniture Piano Organ
    """
)
"""What stands before "Co." where it is a company, even in a state."""
