"""Words that stand on lists of first names but mostly mean something else, folded: olá, draga, over, мир."""

_WORDS = """
abril ago ako alba ale ali amin amor anda ani asta august aver baba bas baris beau bebe bela belo ben bence
beste beyler boca bog buna canal cas celem cono dale dan dara dea deger demi demir deniz dosta draga drago
duda duro ela ella else evde faina floor franca gala gaja german grace gunaydin hajo harika holi ide ilgi
ina ise job june jolie kayit katastrofa kino kira kis kit kole laika les lica lieve liga linda ljubim lot
loti luna luz made mar mare masa mate matka maza meno mila milo mir mira mona nada nas naum nene nova niks
oda ola over ortak ozel pal pane paz pero pravda prawda rada radu rahmet reda rico rojo ryte salud sam sami
santa sayin sem side siem sil sila silva sol sona tan tara tevs ties tim toy ulan ulke uygun vala vakare
verde verim vino visa viska vit yan yani yesil zengin zina август бог вино герой доста кино лека леко любов
любовь маса мила мина мир надежда правда рада сила хубав яко
"""
ORDINARY_WORDS = frozenset(_WORDS.split())
