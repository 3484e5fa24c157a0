"""Dutch words of administration and work that people use inside any other language."""

# In a Polish sentence these stay Dutch, and the sentence stays Polish: they are no evidence of language.
_LOANS = """
bsn burgerservicenummer digid gemeente gemeentehuis stadhuis stadsdeelkantoor huisarts huisartsenpost
tandarts apotheek ziekenhuis toeslag toeslagen zorgtoeslag huurtoeslag kinderbijslag kindertoeslag
kindgebonden kinderopvangtoeslag kinderopvang uitzendbureau uitzendbureaus uitzendkracht borg belasting
belastingdienst belastingaangifte voorlopige aanslag inschrijven inschrijving ingeschreven uitschrijven
uitschrijving aangifte loonstrook loonstrookje loonstroken jaaropgave jaaropgaaf contract huurcontract
uwv svb brp rni duo ggd kvk cak ind cjib juridisch loket vakantiegeld vakantiedagen minimumloon
werkgever inburgering inburgeringscursus bijstand uitkering bijstandsuitkering ziektewet ziekmelden
zorgverzekering zorgverzekeraar basisverzekering incasso deurwaarder rijbewijs parkeervergunning
woningnet huurwoning makelaar taalschool taalhuis basisschool consultatiebureau mijnoverheid berichtenbox
ov-chipkaart snf cao abu nbbu fnv cnv pandbrigade infopunt informatiepunt holland nederland den haag
amsterdam rotterdam utrecht eindhoven westland laak escamp segbroek transvaal loosduinen schilderswijk
"""
DUTCH_LOANS = frozenset(_LOANS.split())
# Some are words of other languages too: cao, den (ciao, day), duo. They tell as much as any word.
SPOKEN_ELSEWHERE = frozenset({"den", "cao", "duo", "ind"})
