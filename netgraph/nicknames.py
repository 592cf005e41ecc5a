"""Nicknames: which first names are short or foreign forms of one another.

A small table by hand, of the forms that turn up in address books. One line is one group; a name may
stand in several groups. A group never merges anybody: it makes a question.
"""

from __future__ import annotations

from functools import cache
from typing import Final

__all__ = ["NICKNAMES", "nickname_groups"]

NICKNAMES: Final = """
abdul abdel abdoul abdullah
abigail abby abbie gail
adam adamo adao
adrian adrien adriano adrianna adriana
agnes agnieszka aga ines agnese
albert al bert alberto alberta
alexander alex alexandra alexandre alejandro alejandra aleksandr aleksandra aleksander alessandro
    alessandra alexey sasha sascha sandy sandra xander alec olek ola alexis
alexei aleksei alyosha
alfred alfie fred alfredo
alice alicia alisa aliz
alison allison ali
amanda mandy
amelia amelie mia
andrew andy drew andre andrea andreas andrei andrey andrzej andres anders andrej ondrej andrii
anna ann anne annie anya ana anita annika hannah hanna nancy anja aneta
anthony tony antonio antoine anton antoni toni antonia
arthur art artur arturo
barbara barb babs basia varvara
beatrice bea beatriz beatrix trixie
benjamin ben benny benji
bernard bernie bernhard bernardo
brian bryan
bridget brigitte birgit brigida
bruno brunon
caroline carol carolina carrie karolina carolyn karoline
catherine cathy kate katie katherine kathryn kathleen kathy kat kitty catalina caterina katarina
    katharina katarzyna kasia ekaterina yekaterina katya katja cate
cecilia cecile celia cecylia
charles charlie chuck carlos carlo karl carl karel chas
charlotte lottie carlotta
christina christine tina kristina kristin kirsten christa chrissy krystyna cristina
christopher chris topher christoph kristof christophe cristobal krzysztof christian kris kit
claire clara clare klara chiara
claudia klaudia claude claudio
constance connie constanze constantine kostas konstantin
cynthia cindy
daniel dan danny daniela danielle danila daniil danylo
david dave davy davide dawid dov
deborah debbie deb debra
dennis denis denise
diana diane di
dmitry dmitri dmitriy dima dimitri dimitris dimitrios dmytro
dominic dom dominik domenico domingo
donald don donnie donny
dorothy dot dottie dolly dorothea dora
douglas doug
edward ed eddie ted ned eduardo edoardo eduard edouard edek
eleanor ellie nell nora eleonora leonor elena helen helena helene ellen lena olena yelena
elizabeth liz beth betty lizzie eliza elisabeth elisa elise lisa libby betsy lise elzbieta bess
emily em emma emilia emilie
emmanuel manuel manny manu emanuele
eric erik erich erick erica erika
ernest ernie ernesto ernst
eugene gene evgeny evgeni yevgeny evgenia eugenia eugenio zhenya
florence flo flora
frances fran franny francesca francisca franziska francoise
francis frank francisco francesco franz francois paco pancho franco frantisek
frederick fred freddy frederic federico fritz friedrich frederik fryderyk rick
gabriel gabe gabriele gabriela gabriella gabrielle gaby
george georg jorge giorgio yiorgos giorgos georgios jerzy yuri jurgen georges
gerald gerry jerry gerard gerhard gerardo
gertrude trudy gert
giovanna joanna johanna joan jana joana jeanne
gloria glory
grace gracie graciela grazia
gregory greg gregor gregorio grigory grzegorz
harold harry hal harald
henry harry hank henri heinrich hendrik enrique enrico henryk heinz rik
hugh hugo huw ugo
ian iain
ignatius ignacio nacho ignaz
igor ihor
irene irina iryna ira irena
isaac ike zac
isabella isabel bella isabelle izabela isobel belle
ivan vanya
jacob jake jakob jakub jacques jaap
jacqueline jackie jacqui
james jim jimmy jamie jaime diego iago seamus
janet jan jane janice jean jenny
jeffrey jeff geoff geoffrey
jennifer jen jenny jenn jenna
jeremy jerry jeremiah jeremias
jessica jess jessie
joachim jochen joaquin achim
john jack johnny jon jonny juan johann johannes hans giovanni jean jan joao janos sean ioannis yannis jens
    johan joannes yiannis
jonathan jon jonny nathan
joseph joe joey jose josef giuseppe jozef pepe yosef josip yusuf beppe
joshua josh
judith judy jude judit
julia julie julija yulia yuliya juliette juliet giulia iuliia julianna
julian jules julien julio julius giulio
karen karin carina
kenneth ken kenny
kevin kev
laura laurie lauren lora laure
lawrence larry laurence lars laurent lorenzo lorenz lauri
leonard leo len lenny leonardo leon leonid
leslie les lesley
louis lou luis luigi ludwig lewis louie lajos
louise lou luisa luise louisa
lucas luke luca lukas lucca lukasz luc
lucy lucia luciana lucie luz
ludmila lyudmila liudmyla mila
magdalena magda lena madeleine maddie madeline
marcus mark marc marco marcos marek markus
margaret maggie meg peggy marge greta margarita margarete gosia malgorzata daisy rita marguerite margot
maria mary marie mariya maryam miriam masha molly marija mariam maja
marina maryna
martin marty martino marcin martijn
martha marta marthe
matthew matt mateo matteo matthias mathieu mateusz matthieu matias matty mattias
maximilian max maxim maxime maksim maksym massimo
megan meg meghan
melissa mel missy lissa
michael mike mick mikey miguel michel michele mikhail michal misha mickey mihai mikael micha mykhailo mikko
mitchell mitch
mohammed mohamed muhammad mohammad mo mohamad mehmet mahomet muhammed md
natalie natalia nat natasha nataliya natalya nathalie
nathaniel nate nat nathan
nicholas nick nicky nicolas nikolai nicola niko klaus nikolaos mykola nicolo mikolaj nikola claus niklas
nicole nikki nicola nicoletta
oleksandr oleksandra
oliver ollie olivier olivia oliviero
oscar oskar
pamela pam
patricia pat patty trish patrizia tricia
patrick pat paddy patrice patricio patryk padraig
paul paulo pablo paolo pavel pawel paulus pal
paula paola polly pauline paulina
penelope penny
peter pete pedro pierre pietro petr piotr pieter petros petra per piero petter petro
philip phil philipp felipe filip philippe phillip pip filippo
rachel rae raquel rachele ray
raymond ray ramon raimund raimondo
rebecca becky becca rebekah
richard rick rich dick ricky ricardo riccardo richie ryszard
robert bob rob bobby robbie roberto rupert bert roberta
roger rodger rogelio ruggero
roland rolando orlando
ronald ron ronnie
rosemary rose rosa rosie rosemarie
russell russ
samuel sam sammy samantha
sarah sally sara sadie
sebastian seb sebastien basti bastian sebastiano
sergey sergei sergio serge serhii serghei seryozha
sofia sophie sophia zofia sofie sonja sonia sonya
stanley stan stanislav stanislaw stas
stephanie steph stefanie stefania steffi
stephen steve steven stefan esteban stefano etienne istvan szczepan stevie stephane steffen stepan
susan sue suzy susanna suzanne zuzana susie susana suzanna
svetlana sveta lana
sylvia silvia sylvie
tatiana tania tanya tatyana
teresa terry theresa tess therese tessa
theodore ted theo teddy teodor fyodor fedor teodoro
thomas tom tommy tomas tomasz tommaso tomaso thom
timothy tim timmy timofey timo timoteo
valentina val valya valentin
valerie val valeria
veronica ronnie vera veronika veronique
victor vic viktor vittorio wiktor
victoria vicky tori vicki viktoria vikki
vincent vince vinnie vincenzo vicente vinzenz
virginia ginny ginger virginie
vladimir vova volodymyr vlad wlodzimierz vladislav
walter walt wally gualtiero
wendy gwendolyn gwen
william will bill billy liam guillaume guillermo wilhelm willem willy guglielmo wim
xavier javier saverio
yevgenia zhenia
yusuf yousef youssef
zachary zach zack
"""
"""Groups of first names, one a line (an indented line goes on); accents left out."""


@cache
def nickname_groups() -> dict[str, list[str]]:
    """Name -> the first name of each group it stands in.

    >>> [nickname_groups()[name] for name in ("bob", "roberto", "pat")]
    [['robert'], ['robert'], ['patricia', 'patrick']]
    """
    root = ""
    groups: dict[str, list[str]] = {}
    for line in NICKNAMES.strip().splitlines():
        names = line.split()
        root = root if line.startswith(" ") else names[0]
        for name in names:
            groups.setdefault(name, []).append(root)
    return groups
