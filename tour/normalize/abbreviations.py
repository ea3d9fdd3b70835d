"""What English abbreviations stand for, by kind. `sentences` needs them too: their periods end no sentence."""

from __future__ import annotations

from tour.normalize.rules import table, words

TITLES = table(
    """
    Mr.=Mister; Mrs.=Missus; Ms.=Miz; Messrs.=Messers
    Prof.=Professor; Msgr.=Monsignor
    Mme.=Madame; Mmes.=Mesdames; Mlle.=Mademoiselle; Sra.=Señora; Srta.=Señorita; Hr.=Herr; Dña.=Doña
    """
)
RANKS = table(
    """
    Gen.=General; Col.=Colonel; Maj.=Major; Capt.=Captain; Lt.=Lieutenant; Sgt.=Sergeant
    Adm.=Admiral; Cmdr.=Commander; Cdr.=Commander; Brig.=Brigadier; Cpl.=Corporal; Pvt.=Private; Ens.=Ensign
    Cpt.=Captain; Sgts.=Sergeants; Lieut.=Lieutenant; Amb.=Ambassador; Atty.=Attorney; Ald.=Alderman
    Insp.=Inspector; Det.=Detective; archt.=architect; Card.=Cardinal; Bp.=Bishop; Abp.=Archbishop; Archt.=Architect
    Pres.=President; Gov.=Governor; Sen.=Senator; Rep.=Representative; Supt.=Superintendent
    Rev.=Reverend; Revd.=Reverend; Fr.=Father; Hon.=Honorable
    """
)
"""Said only before a name."""
FIRST_NAMES = table(
    """
    Wm.=William; Thos.=Thomas; Geo.=George; Chas.=Charles; Jas.=James; Jos.=Joseph; Robt.=Robert; Saml.=Samuel
    Benj.=Benjamin; Edw.=Edward; Danl.=Daniel; Fredk.=Frederick; Jno.=John; Richd.=Richard; Alexr.=Alexander
    Michl.=Michael; Nathl.=Nathaniel; Theo.=Theodore
    """
)
"""Said only before a name."""
UNDOTTED_TITLES = table(
    """
    Mr=Mister; Mrs=Missus; Ms=Miz; Prof=Professor; Mt=Mount; Mme=Madame; Mlle=Mademoiselle; Revd=Reverend
    Rev'd=Reverend; Messrs=Messers; Wm=William; Thos=Thomas; Geo=George; Chas=Charles; Jas=James; Robt=Robert
    Capt=Captain; Lt=Lieutenant; Sgt=Sergeant; Maj=Major; Cllr=Councillor
    """
)
"""Said only before a name."""
PLACES = table("Mt.=Mount; Mts.=Mounts; Ft.=Fort; Pt.=Point; Ste.=Sainte; Lk.=Lake")
"""Said only before a name."""
POSTNOMINALS = table("Jr.=Junior; Sr.=Senior; Esq.=Esquire; Ph.D.=P H D")
ORGANIZATIONS = table(
    """
    Co.=Company; Cos.=Companies; Inc.=Incorporated; Corp.=Corporation; Ltd.=Limited; Bros.=Brothers
    Mfg.=Manufacturing; Assn.=Association; Assoc.=Association; Dept.=Department; Depts.=Departments; depts.=departments
    dept.=department; Univ.=University; Bldg.=Building
    Natl.=National; Intl.=International; Bro.=Brother; Inst.=Institute; Soc.=Society; Acad.=Academy
    Hosp.=Hospital; Ctr.=Center; Stn.=Station; Cem.=Cemetery; Bldgs.=Buildings; Gdns.=Gardens; Cath.=Cathedral
    Govt.=Government; Mtn.=Mountain; Mtns.=Mountains; Dist.=District; Lib.=Library; Fdn.=Foundation; Hist.=Historic
    """
)
PROSE = table(
    """
    etc.=et cetera; et al.=and others; e.g.=for example; i.e.=that is; cf.=compare
    vs.=versus; v.=versus; a.k.a.=also known as
    approx.=approximately; Approx.=Approximately; incl.=including; misc.=miscellaneous; orig.=originally
    req'd=required; Req'd=Required; Hrs.=Hours; cnr.=corner
    jct.=junction; btw.=between; btwn.=between; m.p.h.=miles per hour; m.p.g.=miles per gallon
    max.=maximum; betw.=between; temp.=temperature; hrs.=hours
    excl.=excluding; opp.=opposite; nr.=near; adj.=adjacent; attrib.=attributed; viz.=namely; &c.=et cetera
    nat'l=national; Nat'l=National; gov't=government; Gov't=Government; int'l=international; Int'l=International
    dep't=department; Dep't=Department; ass'n=association; Ass'n=Association; bldg.=building; hwy.=highway
    """
)
UNDOTTED_PROSE = table(
    """
    approx=approximately; nr=near; incl=including; vs=versus; Bldg=Building; Blvds=Boulevards; cnr=corner
    jct=junction; btwn=between
    """
)
"""Said anywhere, with or without a dot."""

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
    """
    Mon.=Monday; Tue.=Tuesday; Tues.=Tuesday; Wed.=Wednesday; Weds.=Wednesday; Thu.=Thursday; Thur.=Thursday
    Thurs.=Thursday; Fri.=Friday
    Mons.=Mondays; Fris.=Fridays; Sats.=Saturdays; Suns.=Sundays
    """
)
WORDLIKE_DAYS = table("Sat.=Saturday; Sun.=Sunday")
"""Said only next to a figure or another day: "He sat. The sun." are words."""
SHORTEST_DAYS = table("Tu=Tuesday; Th=Thursday; Sa=Saturday; Su=Sunday")
UNDOTTED_DAYS = {
    **{written.removesuffix("."): said for written, said in (PLAIN_DAYS | WORDLIKE_DAYS).items()},
    **SHORTEST_DAYS,
}
"""Said only next to an hour or another day."""

NUMBERED = table(
    """
    No.=Number; Nos.=Numbers; no.=number; nos.=numbers; p.=page; pp.=pages
    Fig.=Figure; fig.=figure; Figs.=Figures; figs.=figures; Vol.=Volume; vol.=volume; vols.=volumes
    Ch.=Chapter; ch.=chapter; chap.=chapter; chaps.=chapters; Sec.=Section
    Ste.=Suite; Rte.=Route; Rt.=Route; rte.=route; rt.=route; Ext.=Extension; ext.=extension; Rm.=Room; rm.=room
    inv.=inventory; Inv.=Inventory; Rms.=Rooms; rms.=rooms; Fl.=Floor; fl.=floor; Flr.=Floor
    Pop.=Population; pop.=population
    Elev.=Elevation; elev.=elevation; Alt.=Altitude; alt.=altitude; Op.=Opus
    op.=opus; Lat.=Latitude; lat.=latitude; Long.=Longitude; Max.=Maximum; Min.=Minimum
    Temp.=Temperature; Bldg.=Building; Hwy.=Highway; hwy.=highway; Apt.=Apartment; apt.=apartment
    Tel.=Telephone; tel.=telephone; Dep.=Departs; dep.=departs; Arr.=Arrives; arr.=arrives
    """
)
UNDOTTED_NUMBERED = table(
    """
    nos=numbers; No=Number; Nos=Numbers; Rm=Room; Rte=Route; Rt=Route; Hwy=Highway; Apt=Apartment
    Ext=Extension; ext=extension
    Vol=Volume; pp=pages; Tel=Telephone; tel=telephone; Fl=Floor; Bldg=Building; Fig=Figure; apt=apartment
    rm=room; hwy=highway; rte=route; Ste=Suite
    """
)
"""Said only before a figure. "no" is not here: it says no."""
DATED = table(
    """
    C.=Around; c.=around; ca.=around; circa=around
    Est.=Established; est.=established; Estd.=Established; estd.=established; b.=born; d.=died; r.=reigned
    m.=married; bef.=before; aft.=after; Inc.=Incorporated; inc.=incorporated; bapt.=baptized
    """
)
"""Said only before a figure."""

STREET_SUFFIXES = table(
    """
    Blvd=Boulevard; Ave=Avenue; Av=Avenue; Rd=Road; Ln=Lane; Pl=Place; Ct=Court; Cir=Circle; Cres=Crescent
    Sq=Square; Plz=Plaza; Ter=Terrace; Terr=Terrace; Aly=Alley; Trl=Trail; Gdns=Gardens; Gr=Grove; Xing=Crossing
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
    SC=South Carolina; SD=South Dakota; TN=Tennessee; TX=Texas; UT=Utah; VT=Vermont; VA=Virginia; WA=Washington; DC=D C
    WV=West Virginia; WI=Wisconsin; WY=Wyoming
    """
)
AMBIGUOUS_STATES = words("HI IN LA ME OH OK OR MA PA ID CO DE AL")
"""Said only before a postcode: they may be words, or letters."""
