"""What people, and what they are, are called in short: titles, ranks, first names, kin, and what a life is told by."""

from __future__ import annotations

from tour.normalize.rules import table

TITLES = table(
    """
    Mr.=Mister; Mrs.=Missus; Ms.=Miz; Messrs.=Messers
    Prof.=Professor; Msgr.=Monsignor; Mgr.=Monsignor
    Mme.=Madame; Mmes.=Mesdames; Mlle.=Mademoiselle; Sra.=Señora; Srta.=Señorita; Hr.=Herr; Dña.=Doña
    """
)
SURE_RANKS = table(
    """
    Capt.=Captain; Lt.=Lieutenant; Lieut.=Lieutenant; Sgt.=Sergeant; Sergt.=Sergeant; Sgts.=Sergeants; Cpl.=Corporal
    Corp'l=Corporal; Gen'l=General; Pvt.=Private; Pte.=Private; Maj.=Major; Brig.=Brigadier; Cmdr.=Commander
    Cdr.=Commander
    Comdr.=Commander; Cpt.=Captain; Supt.=Superintendent; Insp.=Inspector; Atty.=Attorney; Gov.=Governor
    Archt.=Architect; archt.=architect; archts.=architects; Asst.=Assistant; asst.=assistant; Sec'y=Secretary
    sec'y=secretary
    Treas.=Treasurer; Revd.=Reverend; Pfc.=Private First Class; Cllr.=Councillor
    """
)
"""Said wherever they stand: "with the rank of Sgt."; and longer before a name."""
RANKS = SURE_RANKS | table(
    """
    Gen.=General; Col.=Colonel; Adm.=Admiral; Ens.=Ensign; Amb.=Ambassador; Ald.=Alderman; Comm.=Commissioner
    Det.=Detective; Card.=Cardinal; Bp.=Bishop; Abp.=Archbishop; Archbp.=Archbishop
    Pres.=President; Sen.=Senator; Rep.=Representative; Hon.=Honorable
    Rev.=Reverend; Fr.=Father; Genl.=General; Gens.=Generals; Cols.=Colonels; Capts.=Captains; Lts.=Lieutenants
    Profs.=Professors; Drs.=Doctors; Revs.=Reverends; Govs.=Governors; Sens.=Senators; Reps.=Representatives
    """
)
"""Said only before a name."""
SURE_NAMES = table(
    """
    Wm.=William; Thos.=Thomas; Geo.=George; Chas.=Charles; Jas.=James; Jos.=Joseph; Robt.=Robert; Saml.=Samuel
    Benj.=Benjamin; Edw.=Edward; Danl.=Daniel; Fredk.=Frederick; Jno.=John; Richd.=Richard; Alexr.=Alexander
    Michl.=Michael; Nathl.=Nathaniel; Margt.=Margaret; Eliz.=Elizabeth; Elizth.=Elizabeth; Patk.=Patrick
    Edwd.=Edward; Edmd.=Edmund; Abm.=Abraham; Abrm.=Abraham; Andw.=Andrew; Archd.=Archibald; Barthw.=Bartholomew
    Cathn.=Catherine; Corns.=Cornelius; Ebenr.=Ebenezer; Humph.=Humphrey; Jonathn.=Jonathan; Matth.=Matthew
    Matthw.=Matthew; Nichs.=Nicholas; Steph.=Stephen; Tho.=Thomas; Timy.=Timothy; Zachy.=Zachariah; Wilm.=William
    Jon'n=Jonathan; Fred'k=Frederick; Dan'l=Daniel; Sam'l=Samuel; Nath'l=Nathaniel; Rich'd=Richard; Edw'd=Edward
    Alex'r=Alexander; Rob't=Robert; Benj'n=Benjamin; Mich'l=Michael; Jos'h=Joshua; Marg't=Margaret; And'w=Andrew
    Arch'd=Archibald; Cath'n=Catherine; Abr'm=Abraham; Eliz'h=Elizabeth; Eliz'th=Elizabeth
    """
)
"""Said wherever they stand: they are no words."""
FIRST_NAMES = SURE_NAMES | table(
    "Theo.=Theodore; Abr.=Abraham; Alex.=Alexander; Barth.=Bartholomew; Ferd.=Ferdinand; Gilb.=Gilbert; Hy.=Henry"
)
"""Said only before a name."""
UNDOTTED_TITLES = table(
    """
    Mr=Mister; Mrs=Missus; Ms=Miz; Prof=Professor; Mt=Mount; Mme=Madame; Mlle=Mademoiselle; Revd=Reverend
    Rev'd=Reverend; Rev=Reverend; Messrs=Messers; Wm=William; Thos=Thomas; Geo=George; Chas=Charles; Jas=James
    Robt=Robert; Saml=Samuel; Benj=Benjamin; Danl=Daniel; Fredk=Frederick; Jno=John; Richd=Richard; Edwd=Edward
    Alexr=Alexander; Nathl=Nathaniel; Margt=Margaret; Patk=Patrick; Eliz=Elizabeth
    Capt=Captain; Lt=Lieutenant; Lieut=Lieutenant; Sgt=Sergeant; Maj=Major; Cllr=Councillor; Cpl=Corporal
    Pvt=Private; Pte=Private; Col=Colonel; Gen=General; Brig=Brigadier; Supt=Superintendent; Insp=Inspector
    Cdr=Commander; Cmdr=Commander; Gov=Governor; Sen=Senator; Pres=President; Gnr=Gunner; Spr=Sapper
    Hon=Honorable; Adm=Admiral; Wg=Wing; Flt=Flight; Sqn=Squadron; Gp=Group; Ldr=Leader
    """
)
"""Said only before a name."""
POSTNOMINALS = table("Jr.=Junior; Sr.=Senior; Esq.=Esquire; Ph.D.=P H D; Bart.=Baronet")
KIN = table(
    """
    bro.=brother; bros.=brothers; dau.=daughter; daus.=daughters; dtr.=daughter; dtrs.=daughters; gdau.=granddaughter
    bur.=buried; bap.=baptized; bapt.=baptized; chr.=christened; unm.=unmarried; decd.=deceased
    dec'd=deceased; abt.=about; liv.=living; twp.=township; twps.=townships; Twp.=Township; Twps.=Townships
    marr.=married; grdn.=guardian; admr.=administrator; Admr.=Administrator; admx.=administratrix
    exr.=executor; emig.=emigrated; immig.=immigrated
    """
)
"""What a family's notes hold, said wherever it stands."""
ARMY = table(
    """
    Regt.=Regiment; regt.=regiment; Reg't=Regiment; reg't=regiment; Cav.=Cavalry; Arty.=Artillery
    Btry.=Battery; Batty.=Battery; Bn.=Battalion; Btn.=Battalion; Bde.=Brigade; Div.=Division; Sqn.=Squadron
    Sqdn.=Squadron; Plt.=Platoon; Engrs.=Engineers; Hvy.=Heavy; Hdqrs.=Headquarters
    hdqrs.=headquarters; Detch.=Detachment
    """
)
"""What a soldier's papers hold."""
