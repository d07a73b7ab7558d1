"""Things that people say to anybody, in English and Swahili: what no bot in particular is about.

A bot of two intents and five examples knows next to nothing of the language it lives in. These
phrases take part in training as nobody's, so that "I want" alone is no order and a place name no
greeting. They are kept apart from what bots are often about: greetings, thanks, yes and no.
"""

__all__ = ["EVERYDAY"]

EVERYDAY = tuple(
    line.strip()
    for line in """
    my name is Anna
    I am thirty years old
    I live near the big market
    we moved here two years ago
    three
    half past four
    tomorrow morning
    next to the church
    on the second floor
    Nairobi
    red and large
    the blue one over there
    the smaller one is mine
    chicken and rice
    a glass of water
    how much does that cost
    what time is it now
    what does this word mean
    where are you from
    who told you about it
    why is it so late
    when will you be there
    which of them is better
    how far is it from here
    can you call my brother
    could you say that again
    do you speak French
    did you see the game last night
    does it rain a lot there
    is there anybody at home
    are they coming with us
    it does not work any more
    it is very hot today
    I am not sure about this
    I have a question for you
    I want to go home
    I need some sleep
    I would like to know more about you
    I forgot where I put my keys
    I will send it to your phone
    I have been waiting for two hours
    he is my teacher
    she lost her bag on the bus
    they were playing football outside
    we have to talk about something else
    tell me a funny story
    give me a moment
    show me a picture of it
    let us meet at the station
    please write it down for me
    I need a plumber
    I want to buy a bicycle
    I would like to rent a boat
    can I get a haircut
    can I have your passport number
    can you lend me some money
    bring me the newspaper
    give me directions to the stadium
    order new tyres for the truck
    what is the capital of France
    what is the difference between the two
    what do you think of the president
    which team won the cup
    who wrote that book
    how do I become a pilot
    how many people live there
    do you have any brothers
    do you have a pen
    do you know a good dentist
    my car will not start
    my back hurts
    I have a cold
    I lost my wallet
    is the bridge still closed
    show me how to tie a knot
    tell my mother I am fine
    that is what I said
    you look tired
    it was a long day at work
    the dog is asleep
    jina langu ni Juma
    nahitaji fundi bomba
    nataka kununua baiskeli
    ningependa kukodi mashua
    naomba kukatwa nywele
    naomba namba yako ya pasipoti
    naomba unikopeshe pesa kidogo
    niletee gazeti la leo
    nielekeze njia ya uwanjani
    agiza matairi mapya ya lori
    mji mkuu wa Ufaransa ni upi
    kuna tofauti gani kati yao
    unamfikiriaje rais
    timu gani ilishinda kombe
    nani aliandika kitabu hicho
    nitakuwaje rubani
    watu wangapi wanaishi huko
    una ndugu wangapi
    una kalamu
    unamjua daktari mzuri wa meno
    gari langu haliwaki
    mgongo unaniuma
    nina mafua
    nimepoteza pochi yangu
    daraja bado limefungwa
    nionyeshe jinsi ya kufunga fundo
    mwambie mama sijambo
    ndivyo nilivyosema
    unaonekana umechoka
    siku ilikuwa ndefu kazini
    mbwa amelala
    nina miaka thelathini
    ninaishi karibu na soko kubwa
    tulihamia hapa miaka miwili iliyopita
    tatu
    saa kumi na nusu
    kesho asubuhi
    karibu na kanisa
    kwenye ghorofa ya pili
    Dodoma
    nyekundu na kubwa
    ile ya bluu pale
    hii ndogo ni yangu
    wali na kuku
    glasi ya maji
    hiyo ni bei gani
    sasa hivi ni saa ngapi
    neno hili lina maana gani
    unatoka wapi
    nani alikuambia habari hiyo
    kwa nini umechelewa
    utafika lini
    ipi kati ya hizo ni bora
    ni mbali kiasi gani kutoka hapa
    unaweza kumpigia kaka yangu
    unaweza kurudia ulichosema
    unaongea Kifaransa
    uliona mechi ya jana usiku
    huko mvua inanyesha sana
    kuna mtu nyumbani
    wanakuja pamoja nasi
    haifanyi kazi tena
    leo kuna joto kali
    sina uhakika na jambo hili
    nina swali kwako
    nataka kwenda nyumbani
    nahitaji kulala kidogo
    ningependa kujua zaidi kukuhusu
    nimesahau nilipoweka funguo zangu
    nitakutumia kwenye simu yako
    nimesubiri kwa saa mbili
    yeye ni mwalimu wangu
    alipoteza mkoba wake kwenye basi
    walikuwa wanacheza mpira nje
    tuzungumze jambo lingine
    niambie hadithi ya kuchekesha
    nipe dakika moja
    nionyeshe picha yake
    tukutane kituoni
    naomba uniandikie mahali
    """.strip().splitlines()
)
