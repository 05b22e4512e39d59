# French, in the window: one account: its look, browsers, links, tools that are served.

## What the person made of an account.

account-title = Nom, couleur, balises et navigateur
account-open = Modifier le compte…
account-of = À propos du compte
account-byAws = AWS l’appelle { $name }.
account-isHidden = Exclu de la liste
account-what = { $name } · { $number }
account-nickname = Comment vous l’appelez
account-nicknameHint = Affiché à la place de son nom, et trouvé par la recherche.
account-nicknameLong = { $most } caractères au plus.
account-colour = Couleur
account-automatic = Automatique
account-colours-red = Rouge
account-colours-orange = Orange
account-colours-yellow = Jaune
account-colours-green = Vert
account-colours-teal = Sarcelle
account-colours-lightBlue = Bleu clair
account-colours-darkBlue = Bleu foncé
account-colours-purple = Violet
account-colours-pink = Rose
account-tags = Balises
account-tagsHint = Des mots, ou des paires comme team=payments, selon lesquels la liste peut être groupée. Entrée en ajoute une.
account-tagPlaceholder = Ajouter une balise
account-tagWrong = « { $tag } » ne peut pas être une balise : utilisez des lettres, des chiffres et . : / + @ _ -, comme team=payments.
account-tagsMany = Un compte a au plus { $most } balises.
account-tagsGiven = Votre organisation ajoute { $tags }.
account-removeTag = Retirer la balise { $tag }
account-tagAdded = Balise { $tag } ajoutée.
account-tagRemoved = Balise { $tag } retirée.
account-hide = Le masquer
account-hideHint = Exclu de la liste, de la recherche et de la zone de notification, jusqu’à ce que vous affichiez les comptes masqués.
account-loading = Chargement de ce que vous en avez fait
account-save = Enregistrer
account-cancel = Annuler
account-done = { $name } est enregistré comme vous le voulez.
account-hidden = masqué
account-hiddenLeft =
    { $n ->
        [one] { $n } compte masqué
       *[other] { $n } comptes masqués
    }
account-hiddenShown =
    { $n ->
        [one] { $n } compte masqué est affiché aussi
       *[other] { $n } comptes masqués sont affichés aussi
    }
account-showHidden = Afficher
account-hideHidden = Les exclure

## Browsers: where consoles open and where one signs in.

browsers-choice-usual = Navigateur par défaut
browsers-choice-usualIs = Navigateur par défaut ({ $browser })
browsers-choice-profile = { $browser } : { $profile }
browsers-choice-person = { $browser } : { $profile } ({ $person })
browsers-choice-container = Conteneur Firefox par compte
browsers-choice-containerIn = { $browser } : conteneur par compte
browsers-choice-containerWithin = { $browser } : conteneur par compte dans { $profile }
browsers-choice-own = Profil propre à chaque compte
browsers-choice-ownIn = { $browser } : profil propre à chaque compte
browsers-choice-ownByRole = Profil propre à chaque rôle
browsers-choice-ownByRoleIn = { $browser } : profil propre à chaque rôle
browsers-place-usual = le navigateur par défaut
browsers-place-profile = { $browser } (profil { $profile })
browsers-place-container = { $browser } (conteneur { $container })
browsers-place-own = { $browser } (profil propre au compte)
browsers-notThere = { $name } – non disponible
browsers-consoles = Les consoles s’ouvrent dans
browsers-consolesOf = Navigateur qui ouvre les consoles de { $portal }
browsers-signIn = La connexion ouvre
browsers-signInOf = Navigateur qui se connecte à { $portal }
browsers-account = Ses consoles s’ouvrent dans
browsers-likePortal = Comme le portail : { $name }
browsers-accountHint = Un conteneur ou un profil propre tient ce compte à l’écart de tout le reste dans le navigateur.
browsers-once = Navigateur
browsers-asUsual = Comme d’habitude : { $name }
browsers-onceHint = Pour la prochaine console seulement.
browsers-fixed = Votre organisation veut ses consoles dans : { $name }.
browsers-crowd-title =
    { $n ->
        [one] { $n } identité est déjà ouverte
       *[other] { $n } identités sont déjà ouvertes
    }
browsers-crowd-why =
    { $n ->
        [one] Dans { $called }, vous êtes connecté sous { $n } identité, tout ce qu’AWS permet à un navigateur. AWS vous demandera d’en déconnecter une.
       *[other] Dans { $called }, vous êtes connecté sous { $n } identités, tout ce qu’AWS permet à un navigateur. AWS vous demandera d’en déconnecter une.
    }
browsers-crowd-label = Qui y est connecté
browsers-crowd-member = { $role } dans { $title }
browsers-crowd-anyway = Ouvrir quand même
browsers-crowd-apart = Dans son propre profil
browsers-crowd-cancel = Annuler

## Places in an account’s consoles.

visits-label = Lieux de ce compte
visits-star = Favori : { $title }
visits-starIn = Favori : { $title }, { $region }
visits-keep = Garder { $title } ici
visits-starred = { $title } est gardé pour ce compte.
visits-unstarred = { $title } n’est plus gardé.

## Links to consoles.

links-copy = Copier le lien
links-form = Lien pour
links-forms-portal-name = Portail, ce rôle
links-forms-portal_without_role-name = Portail, tout rôle
links-forms-app-name = Portico, ce rôle
links-forms-app_without_role-name = Portico, tout rôle
links-copied = Lien vers { $account } copié. Il ne contient aucun secret.
links-title = Ouvrir ce lien ?
links-lead = Quelqu’un vous a donné un lien vers une console. Rien n’a été ouvert.
links-wrong = Ce lien ne mène nulle part
links-portal = Portail
links-account = Compte
links-role = Rôle
links-where = Où
links-anywhere = Là où mène le portail
links-weakest = Le lien ne nomme aucun rôle ; voici votre plus faible là-bas.
links-open = Ouvrir la console
links-cancel = Annuler
links-close = Fermer

## Local endpoints that give credentials to tools.

serving-title = Fourni aux outils
serving-open = Fournir aux outils…
serving-sheet-title = Fournir des informations d’identification sur cet ordinateur
serving-sheet-lead = Vos SDK, conteneurs et IDE reçoivent des informations d’identification fraîches de ce rôle par une adresse locale, qui demande un jeton que personne ne peut deviner. Aucune clé ne se trouve dans un fichier ni dans leur environnement.
serving-sheet-idle = Si personne ne demande, arrêter après
serving-sheet-idles-15-name = 15 minutes
serving-sheet-idles-60-name = 1 heure
serving-sheet-idles-240-name = 4 heures
serving-sheet-idles-0-name = jamais : jusqu’à ce que je l’arrête
serving-sheet-lock = Arrêter quand l’écran est verrouillé
serving-sheet-always = De toute façon, cela s’arrête à la déconnexion et avec Portico.
serving-sheet-act = Fournir
serving-sheet-cancel = Annuler
serving-label = Fourni aux outils : { $role } de { $account }
serving-card = { $role } de { $account } est fourni aux outils
serving-since = Depuis { $time }
serving-untilIdle = Jusqu’à { $time }, sauf si un outil demande avant
serving-untilStopped = Jusqu’à ce que vous l’arrêtiez ou vous déconnectiez
serving-untilLocked = S’arrête aussi quand l’écran est verrouillé
serving-nobody = Personne n’a encore demandé.
serving-asked =
    { $times ->
        [one] Demandé une fois, en dernier par { $by }, { $when }.
       *[other] Demandé { $times } fois, en dernier par { $by }, { $when }.
    }
serving-aProgram = un programme
serving-askedShort = Demandé par { $by }, { $when }
serving-nobodyShort = Pas encore demandé
serving-copy = Copier les paramètres
serving-copyFor = Copier les paramètres pour { $form }
serving-stop = Arrêter
serving-stopOf = Arrêter : { $role } de { $account }
serving-goTo = Aller à { $account }
serving-started = { $role } de { $account } est fourni. Copiez les paramètres pour votre outil.
serving-copied = Paramètres pour votre outil copiés pour { $form } : qui les a reçoit des informations d’identification jusqu’à ce que vous arrêtiez.
serving-stopped = L’adresse est fermée. Les informations d’identification remises restent valides jusqu’à leur fin.

## Exporting one profile.

exporting-title = Exporter le profil
exporting-name = Nom du profil
exporting-form = D’où viennent ses informations d’identification
exporting-forms-credential_process-name = De Portico
exporting-forms-credential_process-hint = Fonctionne partout, tant que vous êtes connecté ici.
exporting-forms-sso-session-name = De l’AWS CLI
exporting-forms-sso-session-hint = La CLI se connecte d’elle-même.
exporting-diff = Ce qui change dans { $path }
exporting-diffLabel = Modifications qui seraient écrites
exporting-planning = Recherche de ce qui changerait
exporting-nothing = Rien ne changerait : ce profil est déjà écrit.
exporting-write = Écrire le profil
exporting-cancel = Annuler
exporting-hint = aws --profile { $profile }
