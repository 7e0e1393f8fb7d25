"""The word lists themselves: what a frightened child of ten can read, write down and remember, and no word that hurts."""

import re
from itertools import combinations

import pytest

from gehoor.foundation.vault.word_lists import SIZE, is_one_error, word_languages, word_list

UNWANTED = {
    "nl": """
        moeder vader mama papa zus broer oma opa oom tante neef nicht kind baby gezin ouder ouders stiefvader pleegzorg
        slaan schoppen steken bijten dood doden graf bloed moord oorlog bom mes bijl geweer pistool kanon zwaard granaat
        raket pijl riem zweep stok strop touw ophangen trap klappen tikken bukken knijpen knijper straf kooi kooitje
        bang boos huilen pijn alleen donker nacht spook heks monster spin slang haai wolf wesp rat geheim kelder kast bed
        kus kussen zoen strelen aaien kietelen bloot naakt borst bil billen buik schoot tong lippen onderbroek bikini bad
        douche wc poep plas dik dom lelijk stout vies gek zwart blank aap varken ezel eikel trut muts poes doos kut lul
        bier wijn drank wiet joint roken sigaret pil spuit god kerk kruis engel duivel hel hemel kerst bijbel priester
        juf meester leraar coach trainer oppas politie rechter dokter een twee drie vier vijf zes zeven acht negen tien
        lego jeep frisbee nutella filmpje webcam
    """,
    "en": """
        mother father mum mom dad mummy daddy sister brother aunt uncle granny grandpa child baby family parent
        hit slap punch kick beat stab kill death dead die blood grave war bomb gun knife sword rocket cannon arrow belt
        whip stick strap chain rope hang cage trap punish prison scared fear lonely alone cry sad pain hurt dark night
        ghost witch monster devil spider snake shark wolf rat secret cellar attic bed bedroom bath shower toilet
        kiss cuddle stroke touch tickle lick suck naked nude breast chest bottom lips tongue lap panties bikini
        fat ugly dumb stupid crazy dirty naughty black monkey pig donkey cow bitch slut pussy cock dick ass queer dyke
        beer wine whisky drug pill syringe smoke cigar god church cross angel hell heaven christmas bible priest
        teacher coach trainer tutor police judge doctor nurse one two three four five six seven eight nine ten
        lego jeep frisbee nutella webcam password
    """,
    "fr": """
        mere pere maman papa frere soeur oncle tante cousin neveu niece enfant bebe famille parent mamie papi parrain orphelin
        battre frapper gifle claque fouet taper tuer mort mourir sang tombe guerre bombe couteau fusil pistolet canon epee fleche
        grenade fusee ceinture baton corde ficelle pendre chaine piege punir prison cage otage hache verrou donjon martinet potence
        peur triste pleurer douleur larme noir nuit fantome sorciere monstre diable araignee serpent requin loup guepe rat secret cave
        lit chambre sommeil bain douche toilette caca pipi baiser bisou caresse lecher sucer nu nue sein poitrine fesse bouche langue
        levre ventre culotte slip bikini gros grosse moche bete idiot stupide fou folle sale vilain singe porc cochon vache chien chienne
        chat chatte poulette pute bite cul con queue biere vin ivre alcool drogue seringue seringa fumer cigare tabac dieu eglise croix
        ange enfer ciel paradis noel bible pretre priest maitre prof moniteur entraineur coach police juge docteur medecin
        un deux trois quatre cinq six sept huit neuf dix jeep nutella webcam lego frisbee ennemi menace viol violer voler voleur bandit
        poison virus malade fievre suicide feu incendie noyer squelette seul cacher fuite fugue jupe gland raide trompe
    """,
}
EVERY = pytest.mark.parametrize("language", sorted(UNWANTED))


def test_every_language_that_has_a_list_is_looked_at_here():
    assert set(word_languages()) == set(UNWANTED) >= {"nl", "en", "fr"}


@EVERY
def test_a_list_has_exactly_as_many_different_words_as_eleven_bits_count(language):
    assert len(word_list(language).words) == len(set(word_list(language).words)) == SIZE == 2**11


@EVERY
def test_words_are_three_to_eight_plain_letters_in_alphabetical_order(language):
    words = word_list(language).words
    assert [word for word in words if not re.fullmatch("[a-z]{3,8}", word)] == []
    assert words == sorted(words)


@EVERY
def test_one_typing_error_never_turns_a_word_into_another(language):
    near: dict[str, list[str]] = {}
    for word in word_list(language).words:
        for key in {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}:
            near.setdefault(key, []).append(word)
    pairs = {pair for words in near.values() for pair in combinations(words, 2)}
    assert [pair for pair in pairs if is_one_error(*pair)] == []


@EVERY
def test_no_word_frightens_shames_or_names_what_may_have_happened(language):
    assert set(word_list(language).words) & set(UNWANTED[language].split()) == set()


@EVERY
def test_no_plural_stands_beside_its_singular(language):
    words = set(word_list(language).words)
    endings = {"nl": ("s", "en"), "en": ("s", "es"), "fr": ("s", "x", "es")}[language]
    assert [word for word in words for ending in endings if word + ending in words] == []


def test_no_two_dutch_words_sound_alike():
    heard: dict[str, list[str]] = {}
    for word in word_list("nl").words:
        heard.setdefault(_as_heard(word), []).append(word)
    assert [words for words in heard.values() if len(words) > 1] == []


def _as_heard(word: str) -> str:
    """A Dutch word written as it sounds, roughly: ei is ij, ou is au, a last d is a t, a soft c is an s."""
    for written, sound in (("ij", "ei"), ("ouw", "au"), ("auw", "au"), ("ou", "au"), ("dt", "t"), ("th", "t"), ("ph", "f")):
        word = word.replace(written, sound)
    word = re.sub("c(?=[eiy])", "s", word.replace("ch", "g")).replace("c", "k")
    word = re.sub("d$", "t", re.sub("b$", "p", word))
    return re.sub(r"(.)\1", r"\1", word)
