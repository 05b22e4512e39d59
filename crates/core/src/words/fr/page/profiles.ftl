# French, in the window: profiles.

## The profiles that Portico keeps.

profiles-title = Profils
profiles-lead = Ce que Portico tient dans { $path }, pour l’AWS CLI, les SDK et d’autres outils.
profiles-known =
    { $n ->
        [one] { $n } profil au total
        [many] { $n } de profils au total
       *[other] { $n } profils au total
    }
profiles-edited =
    { $n ->
        [one] { $n } modifié par autre chose
       *[other] { $n } modifiés par autre chose
    }
profiles-search = Rechercher des profils
profiles-placeholder = Nom, compte, rôle ou forme
profiles-label = Profils que Portico tient
profiles-loading = Lecture des profils
profiles-found =
    { $n ->
        [0] Aucun profil ne correspond.
        [one] 1 profil trouvé.
        [many] { $n } de profils trouvés.
       *[other] { $n } profils trouvés.
    }
profiles-columns-name = Profil
profiles-columns-role = Rôle
profiles-columns-form = Identifiants
profiles-columns-standing = État
profiles-columns-action = Action
profiles-filter = Quels profils sont affichés
profiles-all = Tous
profiles-only-edited = Modifiés
profiles-only-role_gone = Rôle disparu
profiles-only-parent_missing = Parent absent
profiles-state-in_step-word = à jour
profiles-state-in_step-meaning = Tel que Portico l’a écrit ; suit vos rôles
profiles-state-alone-word = à part
profiles-state-alone-meaning = Écrit seul ; la synchronisation n’y touche pas
profiles-state-edited-word = modifié
profiles-state-edited-meaning = Autre chose a changé les identifiants qu’il reçoit ; la prochaine synchronisation le rétablit
profiles-state-role_gone-word = rôle disparu
profiles-state-role_gone-meaning = Son rôle ne vous est plus attribué
profiles-state-parent_missing-word = parent absent
profiles-state-parent_missing-meaning = Le rôle par lequel on l’atteint n’a pas de profil
profiles-forms-credential_process = De Portico
profiles-forms-sso-session = De l’AWS CLI
profiles-forms-sso-legacy = De l’AWS CLI, non renouvelés
profiles-forms-keys = Clés dans un fichier
profiles-forms-role-chain = Par un autre rôle
profiles-until = jusqu’à { $time }
profiles-unlisted = absent de votre liste
profiles-remove = Supprimer…
profiles-removeNamed = Supprimer le profil { $profile }
profiles-sync = Synchroniser…
profiles-undo = Annuler la dernière écriture…
profiles-none = Portico ne tient pas encore de profils.
profiles-noneHint = Donnez à chacun de vos rôles un profil bien nommé : l’AWS CLI, Terraform et votre IDE fonctionnent simplement, sans clé sur le disque.
profiles-begin = Créer des profils…
profiles-noMatch = Aucun profil ne correspond à « { $query } ».
profiles-noneLeft-edited = Aucun profil n’est modifié par autre chose.
profiles-noneLeft-role_gone = Le rôle de chaque profil est toujours le vôtre.
profiles-noneLeft-parent_missing = Aucun profil ne manque de parent.
profiles-showAll = Tout afficher
profiles-refusedTitle = Les profils ne peuvent pas être affichés.
profiles-refusedHint = Portico n’écrit rien dans un fichier qu’il ne comprend pas entièrement.
profiles-drift =
    { $n ->
        [one] Autre chose a modifié un profil de Portico.
       *[other] Autre chose a modifié { $n } profils de Portico.
    }
profiles-driftHint = Des outils peuvent recevoir d’autres identifiants que prévu. La prochaine synchronisation les rétablit ; les réglages ajoutés restent.
profiles-gone =
    { $n ->
        [one] { $n } profil relève d’un rôle que vous n’avez plus.
       *[other] { $n } profils relèvent de rôles que vous n’avez plus.
    }
profiles-restore = Rétablir…
profiles-prune = Supprimer…
profiles-plan-title = Synchroniser les profils
profiles-plan-which = Quels rôles ont un profil
profiles-plan-choices-all-name = Tous
profiles-plan-choices-all-hint = Chacun de vos rôles
profiles-plan-choices-favourites-name = Favoris
profiles-plan-choices-favourites-hint = Les rôles des comptes étoilés
profiles-plan-choices-matches-name = Ce qui correspond
profiles-plan-choices-matches-hint = Comme dans la recherche
profiles-plan-query = Correspond à
profiles-plan-queryHint = prod read
profiles-plan-template = Noms
profiles-plan-usual = Les noms habituels
profiles-plan-fields = Ce qui peut y figurer
profiles-plan-fieldsList-account = le nom du compte ; aussi { "{nickname}" }, { "{number}" }, { "{email}" }
profiles-plan-fieldsList-role = le jeu d’autorisations
profiles-plan-fieldsList-portal = le portail
profiles-plan-fieldsList-tag = la valeur d’une balise
profiles-plan-fieldsList-most = 20 caractères au plus
profiles-plan-fieldsList-letters = casse : lower (minuscules) ou upper (majuscules)
profiles-plan-fieldsList-strip = sans AWS au début et à la fin
profiles-plan-fieldsList-replace = un texte à la place d’un autre
profiles-plan-fieldsList-other = _ pour ce qu’un nom ne peut contenir
profiles-plan-examples = Exemples
profiles-plan-of = { $account } / { $role }
profiles-plan-toldApart =
    { $n ->
        [0] Sur { $total } noms, aucun n’est en double.
        [one] 1 nom sur { $total } reçoit un numéro ou plus à la fin, pour qu’aucun ne soit en double.
       *[other] { $n } noms sur { $total } reçoivent un numéro ou plus à la fin, pour qu’aucun ne soit en double.
    }
profiles-plan-apart = rendu unique
profiles-plan-noRoles = Aucun rôle n’est encore listé : connectez-vous d’abord.
profiles-plan-form = D’où viennent les identifiants
profiles-plan-forms-credential_process-name = De Portico, fonctionne partout
profiles-plan-forms-sso-session-name = De l’AWS CLI, qui se connecte d’elle-même
profiles-plan-forms-sso-legacy-name = De l’AWS CLI, pour les outils sans sso-session
profiles-plan-prune = Supprimer ce qui est périmé
profiles-plan-pruneHint = Profils de rôles que vous n’avez plus, et anciens noms.
profiles-plan-remember = Retenir ces choix
profiles-plan-rememberHint = Pour la prochaine fois, ici et dans portico profiles sync.
profiles-plan-write =
    { $n ->
        [0] Rien à écrire
        [one] Écrire { $n } modification
        [many] Écrire { $n } de modifications
       *[other] Écrire { $n } modifications
    }
profiles-plan-cancel = Annuler
profiles-plan-writeLater = Écrire les modifications
profiles-plan-planning = Recherche de ce qui changerait
profiles-plan-sayWhat = Dites à quoi ils correspondent, par exemple prod read.
profiles-plan-mend = Corrigez d’abord les noms ; vous verrez alors ici ce qui changerait.
profiles-report-counts-added =
    { $n ->
        [one] { $n } ajouté
       *[other] { $n } ajoutés
    }
profiles-report-counts-changed =
    { $n ->
        [one] { $n } modifié
       *[other] { $n } modifiés
    }
profiles-report-counts-restored =
    { $n ->
        [one] { $n } rétabli
       *[other] { $n } rétablis
    }
profiles-report-counts-removed =
    { $n ->
        [one] { $n } supprimé
       *[other] { $n } supprimés
    }
profiles-report-counts-kept = { $n } à jour
profiles-report-nothing = Rien à faire : chaque profil est comme il doit être.
profiles-report-nothingAtAll = Rien à faire : aucun rôle ne correspond.
profiles-report-notes-restored = Modifiés par autre chose, réécrits
profiles-report-notes-edited = Modifiés par autre chose, laissés tels quels
profiles-report-notes-stale = De rôles que vous n’avez plus, laissés tels quels
profiles-report-notes-superseded = Anciens noms, laissés tels quels
profiles-report-notes-parent_missing = Atteints par un rôle qui n’a pas de profil
profiles-report-namesMore = { $names } et { $more } de plus
profiles-report-diff = Ce qui change dans { $path }
profiles-report-more =
    { $n ->
        [one] { $n } ligne de plus ; portico profiles plan les affiche toutes.
       *[other] { $n } lignes de plus ; portico profiles plan les affiche toutes.
    }
profiles-removal-title = Supprimer le profil
profiles-removal-lead = { $profile } quitte le fichier ; les outils qui l’utilisent cessent de fonctionner. Votre rôle reste à vous.
profiles-removal-again = La synchronisation l’écrit de nouveau tant que son rôle est de ceux qui ont un profil.
profiles-removal-act = Supprimer
profiles-undoing-title = Annuler la dernière écriture
profiles-undoing-lead = Le fichier redevient ce qu’il était avant la dernière écriture de Portico. Annuler deux fois la rétablit.
profiles-undoing-act = Annuler l’écriture
profiles-done-synced =
    { $n ->
        [one] Les profils sont à jour : { $n } modification écrite.
        [many] Les profils sont à jour : { $n } de modifications écrites.
       *[other] Les profils sont à jour : { $n } modifications écrites.
    }
profiles-done-removed = Le profil { $profile } est supprimé.
profiles-done-undone = La dernière écriture est annulée.

## Where a profile’s credentials come from.

profiles-explain-open = D’où { $profile } tient ses informations d’identification
profiles-explain-title = { profiles-explain-open }
profiles-explain-loading = Lecture des fichiers AWS
profiles-explain-wins = Les outils prennent celle-ci
profiles-explain-winsWhy = C’est la première définie parmi les endroits où les outils cherchent.
profiles-explain-fails = Les outils prennent celle-ci et échouent
profiles-explain-failsWhy = C’est la première définie. Aucun outil ne cherche plus loin, même si elle échoue.
profiles-explain-nothing = Aucun outil ne trouve d’informations d’identification
profiles-explain-passed = Ignorée, car elle vient plus tard
profiles-explain-ignored = Non regardée, car le profil est nommé
profiles-explain-others = Ce qui est défini par ailleurs
profiles-explain-sources-environment = Clés dans l’environnement
profiles-explain-sources-assumed-role = Un rôle endossé
profiles-explain-sources-web-identity = Une identité web
profiles-explain-sources-identity-center = La connexion propre à l’AWS CLI
profiles-explain-sources-credentials-file = Clés dans le fichier credentials
profiles-explain-sources-login = Connexion avec aws login
profiles-explain-sources-process = Un programme (credential_process)
profiles-explain-sources-config-file = Clés dans le fichier config
profiles-explain-sources-container = Un point de terminaison local
profiles-explain-sources-instance = L’ordinateur lui-même, s’il est à AWS
profiles-explain-notes = Ce sur quoi les outils divergent
profiles-explain-terminal = Cela vaut pour --profile, d’après ce que sait Portico. Un terminal peut avoir ses propres variables : exécutez-y
profiles-explain-close = Fermer
