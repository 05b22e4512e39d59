# French, in the window: the frame, the list of accounts, the quick picker.
# Address: "vous"; terms as the AWS console in French has them. A no-break space stands
# before : ; ? ! and within « ».

## The product.

product = Portico

## A fault of Portico’s own.

fault-message = Portico n’a pas pu terminer, par une faute qui lui est propre.
fault-remedy = Réessayez ; si cela persiste, signalez-le avec la sortie de portico doctor.

## Going from page to page.

nav-label = Pages
nav-access = Accès
nav-profiles = { profiles-title }
nav-activity = { activity-title }
nav-settings = Paramètres

## Problems.

problem-label = Problème
problem-in = { $portal } :
problem-dismiss = Ignorer
problem-retry = Réessayer
problem-request = Demander l’accès
problem-signIn = Se connecter
problem-useCode = Utiliser un code

## The search.

search-label = Rechercher des comptes
search-placeholder = Nom, numéro, e-mail, rôle ou balise
search-clear = Effacer la recherche
search-results =
    { $n ->
        [0] Aucun compte ne correspond.
        [one] 1 compte trouvé.
        [many] { $n } de comptes trouvés.
       *[other] { $n } comptes trouvés.
    }

## The list of accounts.

list-label = Les comptes et leurs rôles
list-section-favourites = Favoris
list-section-recent = Récents
list-section-matches = Résultats
list-section-group = Tous les comptes
list-others = Autres comptes
list-accounts =
    { $n ->
        [one] { $n } compte
        [many] { $n } de comptes
       *[other] { $n } comptes
    }
list-star = Favori : { $name }
list-more = +{ $n }
list-moreLabel = { $n } de plus : { $names }
# Between names that follow each other.
list-comma = ,{ " " }
list-noRoles = Aucun rôle ici
list-notListed = Rôles pas encore listés
list-noName = n’a pas de nom
list-old = il y a { $days }
list-asOf = Rôles, état : { $day }
list-yesterday = hier
list-called = { $nickname } ({ $name })
list-loading = Chargement des comptes
list-loadingOne = Chargement
list-group = Grouper
list-groupLabel = Comment les comptes sont regroupés
list-groups-name = par nom
list-groups-tag = par { $key }
list-groups-flat = pas du tout

## Where a console lands.

place-anyAccount = dans le compte de votre choix
place-console = Console AWS

## What roles can do.

roleClass-read-word = lecture
roleClass-read-meaning = Regarde, ne change rien
roleClass-unknown-word = inconnu
roleClass-unknown-meaning = Son nom ne dit pas ce qu’il peut faire
roleClass-write-word = écriture
roleClass-write-meaning = Change des choses
roleClass-admin-word = admin
roleClass-admin-meaning = Change tout

## The chosen role.

role-panel = Rôle choisi
role-where = { $portal } / { $account }
role-openConsole = Ouvrir la console
role-openShort = Ouvrir
role-service = Service
role-anyService = Accueil
role-noService = Aucun service ne s’appelle ainsi.
role-services =
    { $n ->
        [one] { $n } service
       *[other] { $n } services
    }
role-region = Région
role-anyRegion = Par défaut
role-copy = Copier les identifiants
role-copyShort = Copier
role-form = Copier pour
role-forms-cmd = Invite de commandes
role-forms-env = Fichier .env
role-exportProfile = Exporter le profil
role-exportShort = Exporter
role-details = Détails
role-credentials = Informations d’identification
role-timeLeft = encore { $left }
role-renews = Elles se renouvellent seules tant que vous êtes connecté.
role-none = Pas encore d’informations d’identification
role-noneHint = Portico les demande quand vous utilisez ce rôle.
role-ended = Informations d’identification expirées
role-others = Autres rôles ici
role-lastUsed = Dernière utilisation { $when }
role-neverUsed = Jamais utilisé d’ici
role-nothing = Choisissez un compte pour voir ce que vous pouvez y faire.

## How the listing gets on.

listing-progress =
    { $total ->
        [one] { $done } listés sur { $total } compte
        [many] { $done } listés sur { $total } de comptes
       *[other] { $done } listés sur { $total } comptes
    }
listing-progressShort = { $done } sur { $total } listés
listing-progressOf = Progression de la liste de { $portal }
listing-paced = Rien à faire : la liste avance au rythme du portail.
listing-starting = Les comptes sont listés
listing-slowed = { $portals } : Portico a été prié de ralentir, la liste avance à ce rythme.
listing-progressSlowed = { $done } sur { $total } listés, ralenti par { $portals }
listing-slowedShort = Prié de ralentir
listing-label = Progression de la liste
listing-listed = Dernière liste complète { $when }
listing-never = Pas encore de liste complète
listing-keys = toutes les touches
listing-refresh = Lister à nouveau

## Where there is nothing to list.

empty-noMatch = Rien ne correspond à « { $query } ».
empty-noMatchHint = Essayez une partie d’un nom, un numéro de compte ou une adresse e-mail.
empty-showHidden =
    { $n ->
        [one] Afficher le compte masqué
       *[other] Afficher { $n } comptes masqués
    }
empty-onlyHidden = Tous vos comptes sont masqués.
empty-onlyHiddenMatch = Seuls des comptes masqués correspondent à « { $query } ».
empty-noAccounts = Aucun compte ne vous est attribué.
empty-noAccountsHint = Quand quelqu’un vous en attribue un, il apparaît ici de lui-même.
empty-signedOut = Connectez-vous pour voir vos comptes.
empty-signedOutHint-system = Portico ouvre votre navigateur et garde la session dans le trousseau.
empty-signedOutHint-file = Portico ouvre votre navigateur et garde la session dans un fichier chiffré.
empty-signedOutHint-memory = Portico ouvre votre navigateur ; la session ne vaut que pour cette exécution.
empty-listing = Vos comptes apparaissent ici à mesure qu’ils sont listés.

## Keys.

keys-title = Touches
keys-close = Fermer
keys-caps-pageUp = Page ↑
keys-caps-pageDown = Page ↓
keys-caps-home = Début
keys-caps-end = Fin
keys-caps-enter = Entrée
keys-caps-space = Espace
keys-caps-escape = Échap
keys-acts-account = Choisir un compte
keys-acts-screen = Un écran vers le haut ou le bas
keys-acts-ends = Le premier ou le dernier compte
keys-acts-role = Choisir un rôle
keys-acts-console = Ouvrir la console
keys-acts-copy = Copier les identifiants
keys-acts-export = Exporter un profil
keys-acts-link = Copier un lien vers la console
keys-acts-edit = Nom, couleur, balises et navigateur d’un compte
keys-acts-star = Ajouter aux favoris ou en retirer
keys-acts-search = Rechercher
keys-acts-settings = Réglages
keys-acts-close = Fermer la fenêtre ; Portico reste dans la barre d’état
keys-acts-clear = Effacer la recherche, fermer un volet
keys-acts-keys = Afficher ces touches
keys-mac = ⌘
keys-other = Ctrl

## What was done.

done-opened = Ouverture de { $role } dans { $account }.
done-copied = Identifiants de { $role } copiés pour { $form }.
done-exported = Le profil { $profile } est écrit.
done-starred = { $name } est un favori.
done-unstarred = { $name } n’est plus un favori.
done-signedIn = Connecté à { $portal }.
done-signedOut = Déconnecté de { $portal }.
done-unlocked = Le trousseau a répondu.
done-keptIn-system = Les sessions sont gardées dans le trousseau de l’ordinateur.
done-keptIn-file = Les sessions sont gardées dans un fichier chiffré.
done-keptIn-memory = Les sessions sont gardées pour cette exécution seulement.
done-quiet = Les heures calmes sont respectées.
done-requested = La page de demande d’accès est ouverte dans votre navigateur.
done-loud = Les notifications arrivent à toute heure.
done-atLogin = Portico démarre à l’ouverture de session.
done-notAtLogin = Portico démarre quand vous le démarrez.
done-removed = { $portal } est supprimé.
done-added = { $portal } est ajouté.

## The quick picker.

picker-title = Sélecteur rapide
picker-label = Compte, rôle, service et région
picker-placeholder = Compte, read ou admin, service, région
picker-found = Comptes correspondants
picker-none = Aucun compte ne correspond.
picker-lacks-portal = Pas encore de portail : Entrée ouvre Portico, où vous en ajoutez un.
picker-lacks-sign_in = Vous êtes déconnecté : Entrée ouvre Portico, où vous vous connectez.
picker-dear = Favoris et récents en premier
picker-total =
    { $n ->
        [one] { $n } compte
       *[other] { $n } comptes
    }
picker-enter = ouvre { $where }
picker-enterAlone = ouvre la console
picker-tab = autre rôle
picker-escape = ferme
picker-key = Sélecteur rapide
picker-keyName = Raccourci
picker-keyHint = Ouvre une petite recherche par-dessus tout, où que vous soyez.
picker-change = Modifier
picker-press = Appuyez sur les touches…
picker-off = Désactiver
picker-usual = Utiliser { $keys }
picker-done = { $keys } ouvre le sélecteur rapide.
picker-doneOff = Aucun raccourci n’ouvre le sélecteur rapide.
picker-standing-on = { "" }
picker-standing-off = Aucun raccourci ne l’ouvre pour le moment.
picker-standing-taken = Un autre programme a ce raccourci : choisissez-en un autre.
picker-standing-unavailable = Ce bureau ne donne pas de raccourci aux programmes. Dans ses paramètres, faites exécuter par une touche : portico-app --picker

## Times.

time-seconds = { $n } s
time-minutes = { $n } min
time-hours =
    { $m ->
        [0] { $h } h
       *[other] { $h } h { $m } min
    }
time-days =
    { $n ->
        [one] { $n } jour
       *[other] { $n } jours
    }
time-minutesAgo = il y a { $n } min
time-hoursAgo = il y a { $n } h
time-daysAgo =
    { $n ->
        [one] il y a { $n } jour
       *[other] il y a { $n } jours
    }
time-now = à l’instant
time-left = encore { $span }
time-tomorrow = demain { $time }
time-onDay = { $day }, { $time }

## The computer’s clock.

clock-ahead = L’horloge de cet ordinateur avance de { $by }.
clock-behind = L’horloge de cet ordinateur retarde de { $by }.
clock-remedy = Portico compte selon l’horloge du portail ; d’autres outils peuvent échouer tant qu’elle n’est pas réglée.
clock-minutes =
    { $n ->
        [one] { $n } minute
       *[other] { $n } minutes
    }
clock-hours =
    { $n ->
        [one] { $n } heure
       *[other] { $n } heures
    }
clock-days =
    { $n ->
        [one] { $n } jour
       *[other] { $n } jours
    }
