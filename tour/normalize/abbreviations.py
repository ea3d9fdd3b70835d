"""What English abbreviations stand for, by kind. `sentences` needs them too: their periods end no sentence.

Those of people, of lands and of everyday notices stand in modules of their own.
"""

from __future__ import annotations

from tour.normalize.rules import table

PLACES = table("Mt.=Mount; Mts.=Mounts; Ft.=Fort; Pt.=Point; Ste.=Sainte; Lk.=Lake")
"""Said only before a name."""
ORGANIZATIONS = table(
    """
    Co.=Company; Cos.=Companies; Inc.=Incorporated; Corp.=Corporation; Ltd.=Limited; Bros.=Brothers
    Mfg.=Manufacturing; Assn.=Association; Assoc.=Association; Dept.=Department; Depts.=Departments; depts.=departments
    dept.=department; Univ.=University; Bldg.=Building
    Natl.=National; Intl.=International; Bro.=Brother; Inst.=Institute; Soc.=Society; Acad.=Academy
    Hosp.=Hospital; Ctr.=Center; Stn.=Station; Cem.=Cemetery; Bldgs.=Buildings; Gdns.=Gardens
    Govt.=Government; Mtn.=Mountain; Mtns.=Mountains; Dist.=District; Lib.=Library; Fdn.=Foundation; Hist.=Historic
    """
)
PROSE = table(
    """
    etc.=et cetera; et al.=and others; e.g.=for example; i.e.=that is; cf.=compare
    vs.=versus; v.=versus; a.k.a.=also known as
    approx.=approximately; Approx.=Approximately; incl.=including; misc.=miscellaneous
    req'd=required; Req'd=Required; Hrs.=Hours; cnr.=corner
    jct.=junction; btw.=between; btwn.=between; m.p.h.=miles per hour; m.p.g.=miles per gallon
    betw.=between; temp.=temperature; hrs.=hours
    excl.=excluding; opp.=opposite; nr.=near; adj.=adjacent; attrib.=attributed; viz.=namely; &c.=et cetera
    nat'l=national; Nat'l=National; gov't=government; Gov't=Government; int'l=international; Int'l=International
    dep't=department; Dep't=Department; ass'n=association; Ass'n=Association; bldg.=building; hwy.=highway
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
    Alt.=Altitude; alt.=altitude; Op.=Opus
    op.=opus; Lat.=Latitude; lat.=latitude; Long.=Longitude; Ph.=Phone; ph.=phone
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
    C.=Around; c.=around; ca.=around; Ca.=Around; circa=around; bet.=between; Bet.=Between
    Est.=Established; est.=established; Estd.=Established; estd.=established; b.=born; d.=died; r.=reigned
    m.=married; bef.=before; aft.=after; Inc.=Incorporated; inc.=incorporated; bapt.=baptized
    """
)
"""Said only before a figure."""

STREET_SUFFIXES = table(
    """
    Blvd=Boulevard; Ave=Avenue; Av=Avenue; Rd=Road; Ln=Lane; Pl=Place; Ct=Court; Cir=Circle; Cres=Crescent
    Sq=Square; Plz=Plaza; Ter=Terrace; Terr=Terrace; Aly=Alley; Trl=Trail; Tr=Trail; Gdns=Gardens; Gr=Grove
    Xing=Crossing
    Pkwy=Parkway; Hwy=Highway; Fwy=Freeway; Expy=Expressway
    Rds=Roads; Sts=Streets; Drs=Drives; Cswy=Causeway; Tpke=Turnpike; Tpk=Turnpike; Pde=Parade; Esp=Esplanade
    """
)
"""Said only after a street's name. St and Dr are not here: `streets` tells them from a saint's and a doctor's."""
NAMED_PLACES = table(
    """
    Lndg=Landing; Sta=Station; Crk=Creek; Vly=Valley; Brdg=Bridge; Bch=Beach; Byp=Bypass; Wlk=Walk; Fls=Falls
    Ck=Creek; Pav=Pavilion; Pav'n=Pavilion; Obs=Observatory; Libr=Library; Orch=Orchestra; Conv=Convention
    """
)
"""Said only after a name, with a dot or without."""
UNMISTAKABLE_PLACES = table(
    """
    Blvd.=Boulevard; Blvds.=Boulevards; Aves.=Avenues
    Pkwy.=Parkway; Hwy.=Highway; Fwy.=Freeway; Expy.=Expressway
    Hts.=Heights; Apt.=Apartment
    """
)
"""Said wherever they stand."""
