# French, in the window: settings.

## Settings.

settings-title = Paramètres
settings-portals = Portails
settings-none = Pas encore de portail.
settings-remove = Supprimer
settings-removeNamed = Supprimer { $portal }
settings-removeTitle = Supprimer { $portal } ?
settings-removeBody = Portico se déconnecte et oublie ses comptes. Les profils que vous avez exportés restent.
settings-keep = Garder
settings-add = Ajouter un portail
settings-shares = Même portail que { $others }, avec sa propre session
settings-fixed = Fixé par votre organisation
settings-signIn = Connexion
settings-browser-name = Dans votre navigateur
settings-browser-hint = La voie habituelle ; Portico l’ouvre à votre demande.
settings-code-name = Avec un code, sur n’importe quel appareil
settings-code-on = Proposé à la connexion, pour un ordinateur sans navigateur.
settings-code-off = Désactivé dans le fichier de paramètres.
settings-code-fixedOn = Votre organisation souhaite que ce soit proposé.
settings-code-fixedOff = Votre organisation l’a désactivé : qui vous persuade de saisir un code se connecte à votre place.
settings-code-states-on = Proposé
settings-code-states-off = Désactivé
settings-keychain = Trousseau
settings-notifications = Notifications
settings-quiet = Heures calmes
settings-quietHint = Aucune notification pendant ce temps, d’ordinaire de { $from } à { $to }.
settings-from = De
settings-to = À
settings-wrongTime = Écrivez les deux heures comme 22:00, et différentes.
settings-start = Démarrage
settings-atLogin = Démarrer à l’ouverture de session sur cet ordinateur
settings-atLoginHint = Portico attend dans la barre d’état, sans fenêtre.
settings-appearance = Apparence
settings-language = Langue
settings-languageSystem = Comme le système ({ $name })
settings-themes-system = Comme le système
settings-themes-light = Clair
settings-themes-dark = Sombre
settings-demo = Visiter l’entreprise de démonstration
settings-demoBody = Lance un Identity Center local sur cet ordinateur. Aucun compte AWS n’est nécessaire.

## Guarded roles.

guard-title = Utiliser { $role } ?
guard-because-can-read = { $role } peut tout consulter dans { $account }
guard-because-can-unknown = Le nom de { $role } ne dit pas ce que ce rôle peut modifier dans { $account }
guard-because-can-write = { $role } peut effectuer des modifications dans { $account }
guard-because-can-admin = { $role } peut tout modifier dans { $account }
guard-because-marked = { $said }. Ce compte est marqué comme production
guard-because-unlisted = { $said }. Ce compte ne figure pas dans la liste et fait peut-être partie de la production
guard-because-support = { $said }. Le mode support est activé
guard-because-whole = { $said }.
guard-clock =
    { $minutes ->
        [one] Pour { $minutes } minute. Ensuite, Portico oublie ses informations d’identification.
       *[other] Pour { $minutes } minutes. Ensuite, Portico oublie ses informations d’identification.
    }
guard-why = Pourquoi
guard-whyHint = Par exemple le numéro d’un ticket
guard-whyOptional = Pourquoi (facultatif)
guard-type = Saisissez { $name } pour continuer
guard-orType = ou saisissez { $name }
guard-hold = Maintenir pour continuer
guard-holding = Maintenez encore…
guard-go = Continuer
guard-cancel = Annuler
guard-stepped = Droits élevés
guard-of = { $role } de { $account }
guard-left = encore { $time }
guard-end = Terminer maintenant
guard-endShort = Terminer
guard-endOf = Terminer maintenant : { $role } de { $account }
guard-ended = { $role } de { $account } est terminé. Les informations d’identification remises restent valides jusqu’à leur fin.

## Guardrails, in the settings.

guard-rails-title = Garde-fous
guard-rails-lead = Ce qui se trouve entre vous et les rôles qui peuvent plus que lire. Les rôles qui ne font que lire s’ouvrent tout de suite, en production aussi.
guard-rails-loading = Lecture des garde-fous
guard-rails-guards-admin-name = Rôles d’administration
guard-rails-guards-admin-hint = Rôles qui peuvent tout modifier
guard-rails-guards-production-name = Rôles en production
guard-rails-guards-production-hint = Rôles qui font plus que lire, dans les comptes marqués comme production
guard-rails-guards-write-name = Rôles qui peuvent modifier
guard-rails-guards-write-hint = Dans tout compte ; ceux dont le nom n’en dit rien en font partie
guard-rails-ways-free = Ouvrir tout de suite
guard-rails-ways-hold = Maintenir un bouton
guard-rails-ways-type = Saisir le nom
guard-rails-ways-never = Ne pas utiliser
guard-rails-least-hold = Au moins : maintenir un bouton
guard-rails-least-type = Au moins : saisir le nom
guard-rails-asWrite = Jamais plus facile que les rôles qui peuvent modifier
guard-rails-minutes-name = Un rôle confirmé peut être utilisé pendant
guard-rails-minutes-hint = Ensuite Portico oublie ses informations d’identification et demande à nouveau.
guard-rails-most = Au plus { $span }
guard-rails-switches-reason-name = Un motif est obligatoire
guard-rails-switches-reason-hint = Il figure dans le registre. Vous pouvez toujours en donner un.
guard-rails-switches-tools-name = Les outils vous attendent
guard-rails-switches-tools-hint = Ils n’obtiennent les informations de ces rôles que tant que vous les avez confirmés.
guard-rails-switches-support-name = Mode support
guard-rails-switches-support-hint = La liste, le sélecteur et la barre d’état ne montrent que les rôles qui lisent ; tous les autres sont confirmés.
guard-rails-rules =
    { $n ->
        [0] Règles pour les comptes et les rôles
       *[other] Règles pour les comptes et les rôles ({ $n })
    }
guard-rails-production = Marqués comme production
guard-rails-others = Pas la production, quel que soit leur nom
guard-rails-classes = Ce que sont les rôles, quel que soit leur nom
guard-rails-noRules = Il n’y en a pas : les noms et les étiquettes disent ce qu’est la production et ce que peut un rôle.
guard-rails-ignored = À côté des garde-fous de votre organisation, vos propres comptes hors production ne comptent pas.
guard-rails-byHand = Elles s’écrivent à la main dans { $path }.
guard-rails-is = est
guard-rails-kept = Les garde-fous sont enregistrés.

## Support mode.

support-on = Mode support : seuls les rôles de lecture sont affichés.
support-all = Mode support : les rôles qui font plus que lire sont affichés aussi.
support-show = Afficher tous les rôles
support-hide = Seulement ceux de lecture
support-withheld =
    { $n ->
        [one] { $n } rôle fait plus que lire
       *[other] { $n } rôles font plus que lire
    }

## Diagnostics.

diagnostics-title = Diagnostic
diagnostics-lead = Si tout ce dont Portico a besoin est en ordre, comme le dit portico doctor. Rien n’est modifié.
diagnostics-look = Examiner cet ordinateur
diagnostics-again = Examiner à nouveau
diagnostics-reach = Interroger aussi les portails
diagnostics-reachHint = Les portails ne sont interrogés que si vous le dites.
diagnostics-looking = Examen en cours…
diagnostics-levels-good = En ordre
diagnostics-levels-note = Remarque
diagnostics-levels-warning = Avertissement
diagnostics-levels-problem = Problème
diagnostics-checks-credentials = Informations d’identification
diagnostics-checks-profiles = Profils
diagnostics-checks-settings = Paramètres
diagnostics-checks-clock = Horloge
diagnostics-checks-certificates = Certificats
diagnostics-checks-proxy = Serveur proxy
diagnostics-checks-portal = Portail
diagnostics-checks-keychain = Trousseau
diagnostics-checks-session = Session du portail
diagnostics-checks-caches = Mémoires caches
diagnostics-checks-programs = Programmes
diagnostics-checks-files = Fichiers
diagnostics-problems =
    { $problems ->
        [one] { $problems } problème
       *[other] { $problems } problèmes
    }
diagnostics-warnings =
    { $warnings ->
        [one] { $warnings } avertissement
       *[other] { $warnings } avertissements
    }
diagnostics-summary =
    { $problems ->
        [0]
            { $warnings ->
                [0] Tout est en ordre.
               *[other] { diagnostics-warnings }, rien qui empêche Portico de fonctionner.
            }
       *[other]
            { $warnings ->
                [0] { diagnostics-problems }.
               *[other] { diagnostics-problems }, { diagnostics-warnings }.
            }
    }
diagnostics-findings = Ce qui a été trouvé
diagnostics-facts = Versions et emplacements
diagnostics-fact-portico = Portico
diagnostics-fact-web_view = Vue web
diagnostics-fact-system = Système
diagnostics-fact-settings = Paramètres
diagnostics-fact-catalog = Comptes
diagnostics-fact-journal = Registre
diagnostics-fact-organisation = Votre organisation
diagnostics-fact-aws_config = Configuration AWS
diagnostics-fact-aws_credentials = Informations d’identification AWS
diagnostics-report = Ce que dit le rapport
diagnostics-reportLabel = Le rapport
diagnostics-reportHint = Il ne contient aucun secret, pas le nom de votre dossier personnel, et des numéros de compte seulement la fin.
diagnostics-copy = Copier le rapport
diagnostics-save = Enregistrer le rapport
diagnostics-saved = Le rapport est dans { $path }.

## Updates.

updates-title = Mises à jour
updates-lead = Portico ne cherche une version plus récente que si vous le demandez. Ce qui n’est pas signé par ses auteurs n’est pas installé.
updates-look = Rechercher des mises à jour
updates-looking = Recherche…
updates-off = Ce Portico n’accepte pas de mises à jour. Mettez-le à jour comme il a été installé.
updates-newest = { $version } est la version la plus récente.
updates-installed = { $version } est installée. Quittez Portico et relancez-le pour l’utiliser.
