# French, in the window: what happened and what ends.

## What changed, and access that is waited for.

activity-title = Activité
activity-lead = Ce qui se termine et quand, et ce qui s’est passé.
activity-fresh = nouveau
activity-unseen =
    { $n ->
        [one] { $n } changement que vous n’avez pas vu
       *[other] { $n } changements que vous n’avez pas vus
    }
activity-goTo = Aller à { $name }
activity-gone = { $name } n’est plus dans votre liste.
activity-what-gained = Vous avez reçu { $name }
activity-what-lost = Vous avez perdu { $name }
activity-what-renamed = { $former } s’appelle désormais { $name }
activity-what-role_gained = Nouveau rôle { $role } dans { $name }
activity-what-role_raised = Nouveau rôle { $role } dans { $name } : vous pouvez y faire plus qu’avant
activity-what-role_lost = Le rôle { $role } dans { $name } n’est plus là
activity-today = Aujourd’hui
activity-yesterday = Hier
activity-check = Vérifier les nouveaux accès
activity-checkIn = Vérifier les nouveaux accès dans { $portal }
activity-looking = Recherche de nouveaux accès jusqu’à { $time }
activity-lookingIn = Recherche de nouveaux accès dans { $portal } jusqu’à { $time }
activity-lookingHint = Vous serez prévenu dès qu’il y en a.
activity-stop = Arrêter
activity-stopIn = Arrêter la recherche de nouveaux accès dans { $portal }
activity-arrived = Votre nouvel accès dans { $portal } est là.
activity-nothingCame = Pas de nouvel accès dans { $portal } jusqu’ici.

## What was written down.

journal-title = Ce qui s’est passé
journal-none = Rien ne s’est encore passé.
journal-noneHint = Les connexions, les consoles, les informations d’identification remises, les élévations et les changements de ce que vous pouvez ouvrir sont notés ici. Jamais un secret.
journal-noMatch = Rien de tel dans le journal.
journal-showAll = Tout afficher
journal-loading = Chargement de ce qui s’est passé
journal-search = Rechercher dans ce qui s’est passé
journal-placeholder = Compte, rôle, motif, outil…
journal-groupLabel = Ce qui est affiché
journal-portalLabel = De quel portail
journal-everything = Tout
journal-allPortals = Tous les portails
journal-groups-sessions = Connexions
journal-groups-consoles = Consoles
journal-groups-credentials = Identifiants
journal-groups-profiles = Profils
journal-groups-stepUps = Élévations et garde-fous
journal-groups-access = Vos accès
journal-groups-journal = Le journal lui-même
journal-older = Afficher plus ancien
journal-refused = Ce qui s’est passé ne peut pas être affiché.
journal-trouble = La dernière chose qui s’est passée n’a pas pu être notée.
journal-saveCsv = Enregistrer en CSV
journal-saveJson = Enregistrer en JSON
journal-saved = Enregistré dans { $path }
journal-of = { $what } : { $account }
journal-kind-journal_began = Début du journal
journal-kind-journal_began_anew = Nouveau début du journal
journal-kind-journal_pruned = Anciennes entrées supprimées
journal-kind-signed_in = Connexion
journal-kind-sign_in_failed = Échec de la connexion
journal-kind-session_ended = Session terminée
journal-kind-signed_out = Déconnexion
journal-kind-credentials_copied = Identifiants copiés
journal-kind-credentials_printed = Identifiants affichés
journal-kind-credentials_passed = Programme lancé avec des identifiants
journal-kind-credentials_given = Identifiants donnés à un outil
journal-kind-serving_began = Mise à disposition commencée
journal-kind-serving_ended = Mise à disposition terminée
journal-kind-console_opened = Console ouverte
journal-kind-console_signed_out = Déconnexion d’une console
journal-kind-profile_written = Profil écrit
journal-kind-profile_removed = Profil supprimé
journal-kind-stepped_up = Droits élevés
journal-kind-step_up_ended = Élévation des droits terminée
journal-kind-guardrail_changed = Garde-fou modifié
journal-kind-account_gained = Compte obtenu
journal-kind-account_lost = Compte perdu
journal-kind-account_renamed = Compte renommé
journal-kind-role_gained = Rôle obtenu
journal-kind-role_raised = Rôle plus fort obtenu
journal-kind-role_lost = Rôle perdu
journal-details-names-asked = demandes
journal-details-names-before = d’avant le
journal-details-names-browser = navigateur
journal-details-names-by = par
journal-details-names-code = erreur
journal-details-names-command = programme
journal-details-names-form = forme
journal-details-names-former = auparavant
journal-details-names-from = de
journal-details-names-guardrail = garde-fou
journal-details-names-how = comment
journal-details-names-kept = gardé sous
journal-details-names-method = par
journal-details-names-name = nom
journal-details-names-noted = noté
journal-details-names-page = page
journal-details-names-port = port
journal-details-names-profile = profil
journal-details-names-region = région
journal-details-names-removed = supprimées
journal-details-names-service = service
journal-details-names-still_valid = identifiants encore valides
journal-details-names-through = jusqu’à
journal-details-names-to = à
journal-details-names-version = version
journal-details-names-way = voie
journal-details-names-why = raison
journal-details-values-by-federation = fédération
journal-details-values-how-added = ajouté
journal-details-values-how-changed = modifié
journal-details-values-how-restored = rétabli
journal-details-values-how-removed = supprimé
journal-details-values-method-browser = le navigateur
journal-details-values-method-code = un code
journal-details-values-to-free = libre
journal-details-values-to-hold = maintenir un bouton
journal-details-values-to-type = saisir le nom
journal-details-values-to-never = jamais
journal-details-values-to-optional = facultatif
journal-details-values-to-required = obligatoire
journal-details-values-to-confirm = après confirmation
journal-details-values-to-true = activé
journal-details-values-to-false = désactivé
journal-details-values-way-endpoint = point de terminaison local
journal-details-values-way-helper = programme auxiliaire
journal-details-values-why-expired = expiration
journal-details-values-why-rejected = terminée par le portail
journal-details-values-why-signed_out = déconnexion
journal-details-values-why-step-up_ended = élévation terminée
journal-details-values-why-its_last_entries_were_gone = ses dernières entrées manquaient
journal-details-values-why-it_was_gone = il manquait
journal-details-values-why-it_was_no_journal_any_more = ce n’était plus un journal
journal-details-values-why-the_note_of_its_newest_entry_was_gone = la note de son entrée la plus récente manquait
journal-details-values-why-the_note_of_its_newest_entry_was_damaged = la note de son entrée la plus récente était endommagée
journal-details-values-why-its_entries_were_not_those_that_were_noted = ses entrées n’étaient pas celles qui étaient notées
journal-details-said = { $name } : { $value }
journal-inRole = comme { $role }
journal-until = jusqu’à { $time }
journal-reason = « { $reason } »
journal-by-window = dans la fenêtre
journal-by-tray = dans la zone de notification
journal-by-terminal = dans le terminal
journal-by-tool = par un outil
journal-by-portico = de soi-même
journal-byProgram = par { $program }
journal-verify = Vérifier
journal-verifying = Vérification…
journal-whole =
    { $entries ->
        [0] Il n’y a pas encore de journal, donc rien à vérifier.
        [one] Le journal est intact : sa seule entrée est telle qu’écrite, aucune ne manque.
       *[other] Le journal est intact : ses { $entries } entrées sont telles qu’écrites, aucune ne manque.
    }
journal-andMore =
    { $n ->
        [one] Une autre chose ne va pas.
       *[other] { $n } autres choses ne vont pas.
    }
journal-fault-changed = Une entrée n’est pas telle qu’écrite, ou n’est pas à sa place.
journal-fault-missing = Des entrées manquent.
journal-fault-cut = Des entrées manquent à la fin.
journal-fault-replaced = Ce journal n’est pas celui dont la dernière entrée a été notée.
journal-fault-gone = Le journal a disparu.
journal-fault-damaged = Le fichier du journal est endommagé.
journal-fault-unnoted = La note de la dernière entrée manque ou est endommagée, si bien que des entrées plus récentes peuvent manquer aussi.
journal-fault-began_anew = Ce journal fait suite à un autre, qui a été abandonné.
journal-fault-unexpected = Ce n’est pas le journal attendu.
journal-remedy-changed = Laissez journal.sqlite3 et journal.head tels quels, et montrez-les à qui s’occupe de cet ordinateur.
journal-remedy-missing = { journal-remedy-changed }
journal-remedy-cut = { journal-remedy-changed }
journal-remedy-replaced = { journal-remedy-changed }
journal-remedy-gone = Cherchez journal.sqlite3 dans une sauvegarde du dossier de Portico, et prévenez qui s’occupe de cet ordinateur.
journal-remedy-damaged = Vérifiez le disque. Portico garde le fichier endommagé et commence un nouveau journal à la prochaine entrée.
journal-remedy-unnoted = La prochaine chose qui se passe note de nouveau sa fin ; d’ici là, des entrées coupées à sa fin ne seraient pas détectées.
journal-remedy-began_anew = L’ancien est gardé à côté sous journal-damaged-….sqlite3. `portico journal prune` met fin à cet avertissement.
journal-remedy-unexpected = { journal-remedy-changed }

## What ends when.

clocks-title = Ce qui se termine et quand
clocks-none = Rien n’est en cours : ni session, ni informations d’identification, ni console.
clocks-session = Session dans { $portal }
clocks-stepUp = Droits élevés : { $role } de { $account }
clocks-serving = Fourni aux outils : { $role } de { $account }
clocks-servingIdle = sauf si un outil demande avant
clocks-credentials = Informations d’identification : { $role } de { $account }
clocks-consoles =
    { $n ->
        [one] Une console dans { $called }
       *[other] { $n } consoles dans { $called }
    }
clocks-atMost = { $left } au plus
clocks-all = Tout afficher ({ $n })
clocks-who = { $role } de { $account }
clocks-signOut = Se déconnecter
clocks-signOutOf =
    { $n ->
        [one] Se déconnecter de la console dans { $called }
       *[other] Se déconnecter de { $n } consoles dans { $called }
    }
clocks-signedOut = Déconnexion des consoles envoyée : { $called }
clocks-over = terminé
clocks-untilStopped = jusqu’à ce que vous l’arrêtiez
