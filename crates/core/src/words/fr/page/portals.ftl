# French, in the window: portals, signing in and out.

## Portals.

portal-label = Portails
portal-signIn = Se connecter
portal-signOut = Se déconnecter
portal-signInTo = Se connecter à { $name }
portal-signOutOf = Se déconnecter de { $name }
portal-local = Identity Center local, pas AWS
portal-localHint = Rien ici n’atteint AWS.
portal-localShort = local
portal-renew = Renouveler
portal-renewOf = Renouveler la session de { $name }
portal-timeLeft = Temps restant de cette session
portal-renews = Se renouvelle seule
portal-endsAt = Fin : { $time }
portal-endsAbout = Jusque vers { $time }
portal-thisRun = Connecté pour cette exécution seulement
portal-thisRunShort = Cette exécution seulement
portal-save = Enregistrer à nouveau
portal-saveOf = Connecté à { $name } pour cette exécution seulement : enregistrer à nouveau
portal-state-signed_out = Déconnecté
portal-state-awaiting_browser = En attente du navigateur
portal-state-awaiting_code = En attente de votre code
portal-state-signed_in = Connecté
portal-state-renewing = Renouvellement
portal-state-expired = Session terminée
portal-state-rejected = Session terminée par le portail

## Sessions that are over.

session-expired-message = Votre session dans { $portal } est terminée.
session-expired-remedy = Connectez-vous pour utiliser ces rôles ; la liste ci-dessous date de la dernière fois.
session-rejected-message = { $portal } a mis fin à votre session.
session-rejected-remedy = Reconnectez-vous pour utiliser ces rôles.
session-signed_out-message = Vous êtes déconnecté de { $portal }.
session-signed_out-remedy = Connectez-vous pour utiliser ces rôles ; la liste ci-dessous date de la dernière fois.

## Signing in by the browser.

signIn-title = Continuez dans votre navigateur
signIn-body = Connectez-vous à { $host } et autorisez Portico. Cette fenêtre continue d’elle-même.
signIn-shared = { $others } utilise le même portail : votre navigateur connaît peut-être déjà cette personne. Pour être quelqu’un d’autre, copiez l’adresse dans une fenêtre privée.
signIn-again = Rouvrir la page
signIn-copyAddress = Copier l’adresse
signIn-copied = Copié
signIn-useCode = Pas de navigateur ici ? Utiliser un code
signIn-cancel = Annuler

## Signing in by a code.

code-title = Saisissez ce code sur { $host }
code-titleAlone = Se connecter avec un code
code-waiting = Demande d’un code
code-readAloud = Le code est { $groups }.
code-copy = Copier le code
code-selected = Le code est sélectionné : appuyez sur { $mod } C.
code-warning = Vous avez commencé ceci dans Portico, sur cet ordinateur. Personne d’autre ne doit jamais vous demander ce code ; si quelqu’un vous a envoyé ici, annulez.
code-left = N’importe quel appareil convient, encore { $span }.
code-ended = Ce code a expiré.
code-another = Obtenir un autre code
code-open = Ouvrir la page et saisir le code
code-openFilled = Ouvrir avec le code déjà saisi

## What a sign-out leaves.

left-title = Déconnecté de { $portal }
left-one = Les clés de { $account } / { $role } fonctionnent jusqu’à { $time }.
left-many =
    { $n ->
        [one] { $n } jeu de clés remis fonctionne encore.
       *[other] { $n } jeux de clés remis fonctionnent encore.
    }
left-noWay = AWS n’offre aucun moyen de les rappeler.
left-label = Clés qui fonctionnent encore
left-until = jusqu’à { $time }
left-close = Fermer
left-none = Ses secrets ont disparu de cet ordinateur.
left-consoles = Consoles encore connectées
left-consolesHint = Elles durent jusqu’à leur propre fin. Se déconnecter touche toutes les consoles de ce navigateur, profil ou conteneur.
left-in = dans { $called }

## Where sessions are kept.

keychain-remedy = Choisissez un autre endroit pour les sessions.
keychain-unlock = Déverrouiller
keychain-again = Réessayer
keychain-memory = Garder pour cette exécution seulement
keychain-file = Utiliser un fichier chiffré…
keychain-asking = Si votre bureau demande une phrase secrète, répondez-y là : elle n’entre jamais dans cette fenêtre.
keychain-title = Où les sessions sont gardées
keychain-stores-system-name = Le trousseau de l’ordinateur
keychain-stores-system-hint = Verrouillé et déverrouillé avec votre compte utilisateur.
keychain-stores-file-name = Un fichier chiffré
keychain-stores-file-hint = Ouvert par une phrase secrète, demandée une fois par exécution.
keychain-stores-memory-name = Cette exécution seulement
keychain-stores-memory-hint = Vous vous connectez à chaque exécution de Portico.
keychain-change = Modifier…
keychain-use = Les garder là
keychain-cancel = Annuler

## Regions.

region-down = { $first } ne répond pas.
region-through = Portico continue par { $other } et revient quand tout est rétabli.
region-well = { $first } répond de nouveau.
region-soon = Portico passe encore par { $other } et revient bientôt.
region-label = Régions de { $portal }
region-first = première
region-also = supplémentaire
region-state-serving = utilisée
region-state-down = ne répond pas
region-state-ready = prête

## The first run.

firstRun-title = Vos comptes AWS, à une touche près
firstRun-lead = Collez l’URL de démarrage du portail de votre organisation, un lien quelconque vers lui, ou son nom court.
firstRun-or = ou

## Adding a portal.

portalForm-words = URL de démarrage, lien, hôte ou nom court
portalForm-placeholder = https://votreentreprise.awsapps.com/start
portalForm-find = Trouver
portalForm-finding = Recherche du portail
portalForm-nothing = Collez ce que votre organisation vous a donné, par exemple https://votreentreprise.awsapps.com/start.
portalForm-found = { $host } trouvé dans { $region }.
portalForm-foundNoRegion = { $host } trouvé. Choisissez sa Région.
portalForm-foundUnknown = { $host } trouvé ; ce n’est pas un hôte d’AWS. Saisissez-le pour confirmer.
portalForm-known = Un hôte d’AWS même
portalForm-leads = { $from } mène à { $to }.
portalForm-unknown = { $host } n’est pas un hôte d’AWS : qui l’exploite pourrait vous montrer des comptes à lui. Ne continuez que si votre organisation vous a donné cette adresse.
portalForm-alike = { $host } ressemble à un hôte d’AWS et n’en est pas un : qui l’exploite pourrait vous montrer des comptes à lui. Ne continuez que si votre organisation vous a donné exactement cette adresse.
portalForm-confirm = Saisissez { $host } pour confirmer
portalForm-unconfirmed = Le bouton fonctionne dès que l’hôte est saisi exactement.
portalForm-region = Région du portail
portalForm-noRegion = Choisir une Région
portalForm-regionFound = Le portail le dit lui-même.
portalForm-name = Nommez-le
portalForm-nameWrong = Au plus 40 lettres, chiffres, points, tirets et tirets bas, une lettre ou un chiffre d’abord.
portalForm-nameTaken = Il existe déjà un portail appelé { $name }.
portalForm-shared = { $others } utilise le même portail : ce sont deux personnes, chacune avec une session.
portalForm-advanced = Plus de Régions, d’autres hôtes, une adresse locale
portalForm-also = Régions supplémentaires
portalForm-alsoPlaceholder = us-east-1, eu-central-1
portalForm-alsoHint = Pour une instance dans plusieurs Régions : essayées dans cet ordre quand la première ne répond pas.
portalForm-alsoHintLocal = Chacune avec son adresse, comme us-east-1=http://127.0.0.1:8124.
portalForm-alsoMany = Une instance a au plus { $most } Régions supplémentaires.
portalForm-alsoWrong = « { $word } » n’est pas une Région.
portalForm-hosts = Hôtes
portalForm-hostChoices-standard-name = Standard
portalForm-hostChoices-dual-stack-name = Double pile (IPv4 et IPv6)
portalForm-hostChoices-fips-name = FIPS
portalForm-hostChoices-fips-dual-stack-name = FIPS et double pile
portalForm-endpoint = Adresse d’un Identity Center local
portalForm-endpointPlaceholder = http://127.0.0.1:8123
portalForm-endpointHint = Telle que portico center l’a affichée. Rien ne va à AWS.
portalForm-submit = Ajouter et se connecter
