"""What English abbreviations stand for, by kind. `sentences` needs them too: their periods end no sentence."""

from __future__ import annotations

from tour.normalize.rules import table, words

TITLES = table(
    """
    Mr.=Mister; Mrs.=Missus; Ms.=Miz; Messrs.=Messers
    Prof.=Professor; Msgr.=Monsignor
    """
)
RANKS = table(
    """
    Gen.=General; Col.=Colonel; Maj.=Major; Capt.=Captain; Lt.=Lieutenant; Sgt.=Sergeant
    Adm.=Admiral; Cmdr.=Commander
    Pres.=President; Gov.=Governor; Sen.=Senator; Rep.=Representative; Supt.=Superintendent
    Rev.=Reverend; Fr.=Father; Hon.=Honorable
    """
)
"""Said only before a name."""
UNDOTTED_TITLES = table("Mr=Mister; Mrs=Missus; Ms=Miz; Prof=Professor; Mt=Mount")
"""Said only before a name."""
PLACES = table("Mt.=Mount; Ft.=Fort; Pt.=Point; Ste.=Sainte")
"""Said only before a name."""
POSTNOMINALS = table("Jr.=Junior; Sr.=Senior; Esq.=Esquire; Ph.D.=P H D")
ORGANIZATIONS = table(
    """
    Co.=Company; Cos.=Companies; Inc.=Incorporated; Corp.=Corporation; Ltd.=Limited; Bros.=Brothers
    Mfg.=Manufacturing; Assn.=Association; Assoc.=Association; Dept.=Department; Univ.=University; Bldg.=Building
    Natl.=National; Intl.=International
    """
)
PROSE = table(
    """
    etc.=et cetera; et al.=and others; e.g.=for example; i.e.=that is; cf.=compare
    vs.=versus; v.=versus; a.k.a.=also known as
    approx.=approximately; incl.=including; misc.=miscellaneous; orig.=originally
    """
)

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
PLAIN_MONTHS = table(
    """
    Jan.=January; Feb.=February; Aug.=August; Sept.=September; Sep.=September
    Oct.=October; Nov.=November; Dec.=December
    """
)
NAMELIKE_MONTHS = table("Mar.=March; Apr.=April; Jun.=June; Jul.=July")
"""Said only next to a figure: they may be names."""
UNDOTTED_MONTHS = {written.removesuffix("."): said for written, said in (PLAIN_MONTHS | NAMELIKE_MONTHS).items()}
"""Said only next to a figure."""
PLAIN_DAYS = table(
    "Mon.=Monday; Tue.=Tuesday; Tues.=Tuesday; Wed.=Wednesday; Thu.=Thursday; Thurs.=Thursday; Fri.=Friday"
)
WORDLIKE_DAYS = table("Sat.=Saturday; Sun.=Sunday")
"""Said only next to a figure or another day: "He sat. The sun." are words."""

NUMBERED = table(
    """
    No.=Number; Nos.=Numbers; no.=number; nos.=numbers; p.=page; pp.=pages
    Fig.=Figure; fig.=figure; Vol.=Volume; vol.=volume; Ch.=Chapter; ch.=chapter
    Ste.=Suite; Rte.=Route
    """
)
"""Said only before a figure."""
DATED = table(
    """
    C.=Around; c.=around; ca.=around; circa=around
    Est.=Established; est.=established; b.=born; d.=died
    """
)
"""Said only before a figure."""

STREET_SUFFIXES = table(
    """
    Blvd=Boulevard; Ave=Avenue; Av=Avenue; Rd=Road; Ln=Lane; Pl=Place; Ct=Court; Cir=Circle; Cres=Crescent
    Sq=Square; Plz=Plaza; Ter=Terrace; Terr=Terrace; Aly=Alley; Trl=Trail
    Pkwy=Parkway; Hwy=Highway; Fwy=Freeway; Expy=Expressway
    Rds=Roads; Sts=Streets; Drs=Drives
    """
)
"""Said only after a street's name. St and Dr are not here: `streets` tells them from a saint's and a doctor's."""
UNMISTAKABLE_PLACES = table(
    """
    Blvd.=Boulevard; Blvds.=Boulevards; Aves.=Avenues
    Pkwy.=Parkway; Hwy.=Highway; Fwy.=Freeway; Expy.=Expressway
    Hts.=Heights; Apt.=Apartment
    """
)
"""Said wherever they stand."""

STATES = table(
    """
    AL=Alabama; AK=Alaska; AZ=Arizona; AR=Arkansas; CA=California; CO=Colorado; CT=Connecticut; DE=Delaware
    FL=Florida; GA=Georgia; HI=Hawaii; ID=Idaho; IL=Illinois; IN=Indiana; IA=Iowa; KS=Kansas; KY=Kentucky
    LA=Louisiana; ME=Maine; MD=Maryland; MA=Massachusetts; MI=Michigan; MN=Minnesota; MS=Mississippi; MO=Missouri
    MT=Montana; NE=Nebraska; NV=Nevada; NH=New Hampshire; NJ=New Jersey; NM=New Mexico; NY=New York
    NC=North Carolina; ND=North Dakota; OH=Ohio; OK=Oklahoma; OR=Oregon; PA=Pennsylvania; RI=Rhode Island
    SC=South Carolina; SD=South Dakota; TN=Tennessee; TX=Texas; UT=Utah; VT=Vermont; VA=Virginia; WA=Washington
    WV=West Virginia; WI=Wisconsin; WY=Wyoming
    """
)
AMBIGUOUS_STATES = words("HI IN LA ME OH OK OR MA PA ID CO DE AL")
"""Said only before a postcode: they may be words, or letters."""
