"""What people shorten in notices, prices, directions and messages."""

from __future__ import annotations

from tour.normalize.rules import table

DOTTED = table(
    """
    ea.=each; avg.=average; Avg.=Average; esp.=especially; Esp.=Especially; mkt.=market; Mkt.=Market; mgr.=manager
    dia.=diameter; diam.=diameter; Diam.=Diameter; dbl.=double; sgl.=single
    exc.=except; adm.=admission; ref.=reference; refs.=references; Ref.=Reference; stn.=station; stns.=stations
    ave.=avenue; aves.=avenues; blvd.=boulevard; blvds.=boulevards; pkwy.=parkway; fwy.=freeway; cnrs.=corners
    apt.=apartment; apts.=apartments; Apts.=Apartments; bldgs.=buildings; mtn.=mountain; mtns.=mountains
    Ry.=Railway; Rlwy.=Railway; Rwy.=Railway; rly.=railway; Rly.=Railway; Ctrs.=Centers; ctr.=center; ctrs.=centers
    Aud.=Auditorium; Elem.=Elementary; Cath.=Cathedral; cath.=cathedral; Mfrs.=Manufacturers
    mfr.=manufacturer; mfg.=manufacturing; Mus.=Museum; Lndg.=Landing; Jct.=Junction; Junc.=Junction; jcts.=junctions
    incl.=including; Incl.=Including; excl.=excluding; Excl.=Excluding; qty.=quantity; Qty.=Quantity
    wkly.=weekly; mthly.=monthly; Twr.=Tower; Spgs.=Springs; Hbr.=Harbor; Cyn.=Canyon
    Presb.=Presbyterian; Bapt.=Baptist; Meth.=Methodist; Luth.=Lutheran; Episc.=Episcopal
    hwys.=highways; intl.=international; natl.=national
    est'd=established; Est'd=Established; cont'd=continued; Cont'd=Continued; rec'd=received; recd.=received
    ass't=assistant; Ass't=Assistant; s'ship=scholarship; m'f'g=manufacturing
    m'way=motorway; b'fast=breakfast; B'fast=Breakfast; Xmas=Christmas; addl.=additional; add'l=additional
    B'way=Broadway; sgd.=signed; blt.=built; Blt.=Built; Attrib.=Attributed; Lg.=Large; lg.=large
    Sm.=Small; sm.=small; acct.=account; Clk.=Clerk; cens.=census; Trk.=Track; Flt.=Flight
    ded.=dedicated; restd.=restored; insc.=inscribed; engr.=engineer; Span.=Spanish; Sci.=Science
    Gdn.=Garden; cvs.=cultivars; estab.=established; remod.=remodeled; renov.=renovated; enl.=enlarged
    demol.=demolished
    purch.=purchased; incorp.=incorporated
    Attr.=Attributed; attr.=attributed; ibid.=ibidem; mvt.=movement; mtg.=meeting; mtgs.=meetings; Pd.=Paid; pd.=paid
    req.=required; poss.=possible; spd.=speed; util.=utilities; utils.=utilities; priv.=private
    lv.=leaves; Lv.=Leaves; Ld.=Lord; Bdr.=Bombardier; frt.=freight; Gk.=Greek; recomm.=recommended
    trlhd.=trailhead; Trlhd.=Trailhead; rd.=road; rds.=roads; Rec'd=Received; Ed'n=Edition; conc.=concessions
    srs.=seniors
    wknd.=weekend; wknds.=weekends; Wknds.=Weekends; hol.=holiday; hols.=holidays; appt.=appointment
    appts.=appointments; reqs.=requirements; rcvd.=received
    """
)
"""Said wherever they stand, with the dot that they have here."""
UNDOTTED = table(
    """
    thru=through; Thru=Through; tho=though; altho=although; thruout=throughout; ppl=people; pls=please
    Pls=Please; plz=please; hols=holidays; wknd=weekend; wknds=weekends; Wknds=Weekends; Mkt=Market; stn=station
    Stn=Station; stns=stations; Ltd=Limited; approx=approximately; Approx=Approximately; incl=including
    Incl=Including
    excl=excluding; Excl=Excluding; exc=except; vols=volumes; bldg=building; bldgs=buildings; hwy=highway
    avg=average; Avg=Average; Bt=Baronet; appt=appointment; appts=appointments; mkt=market; mgr=manager
    Twp=Township; twp=township; Rly=Railway; Rwy=Railway; dept=department; depts=departments; Dept=Department
    govt=government; Govt=Government; Bros=Brothers; Corp=Corporation; asst=assistant; Asst=Assistant; mtn=mountain
    mtns=mountains; Mtn=Mountain; Mtns=Mountains; blvd=boulevard; ctr=center; Ctr=Center; ave=avenue
    Univ=University; natl=national; intl=international; Natl=National; Intl=International; nr=near; cnr=corner
    Cnr=Corner; opp=opposite; jct=junction; Jct=Junction; btwn=between; vs=versus; Bldg=Building
    Blvds=Boulevards; Hosp=Hospital; Pvt=Private; Regt=Regiment; Bn=Battalion; Sqn=Squadron; qty=quantity
    hrly=hourly; dly=daily; wkly=weekly; mthly=monthly; yrly=yearly; qtrly=quarterly
    reqd=required; conc=concessions; Hse=House; tix=tickets; mbrs=members; std=standard; Std=Standard; rtn=return
    svc=service
    svcs=services; dbls=doubles
    sgls=singles; Wm=William; Thos=Thomas; Chas=Charles; Jno=John; Robt=Robert; Saml=Samuel; Danl=Daniel
    Fredk=Frederick; Richd=Richard; Margt=Margaret; Edwd=Edward; Nathl=Nathaniel; BTW=by the way; rdbt=roundabout
    r'bout=roundabout; BHs=bank holidays; tbh=to be honest; imo=in my opinion
    imho=in my humble opinion; til=till
    dbl=double; sgl=single; adm=admission
    Elem=Elementary; Assn=Association; Inst=Institute; Gdns=Gardens; Hbr=Harbor; diam=diameter
    """
)
"""Said wherever they stand, with or without a dot."""
