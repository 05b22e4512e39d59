# French. Address: "vous"; terms as the page has them. A no-break space stands before : ; ? ! and within « ».

## The tray: sessions.

portal_state = { $portal } : { $state }
signed_out = déconnecté
awaiting_browser = continuez dans votre navigateur
awaiting_code = attend le code { $code }
ends_in = fin dans { $span }
signed_in = connecté
signed_in_offline = connecté, hors ligne
signed_in_for_this_run = connecté pour cette exécution seulement
signed_in_about = connecté, encore { $span } environ
through_region = { $state }, par { $region }
session_ended = session terminée
session_ended_by_portal = session terminée par le portail
less_than_a_minute = moins d’une minute
minutes = { $minutes } min
hours = { $hours } h
hours_and_minutes = { $hours } h { $minutes } min

## The tray: what is under way.

stepped_up = Droits élevés : { $account } – { $role }, encore { $span } environ
end_step_up = Terminer maintenant
serving = { $account } – { $role } fourni aux outils
asked_by = Dernière demande : { $program }
asked_by_somebody = Demandé par un programme
asked_by_nobody = Personne n’a encore demandé
copy_serving = Copier les paramètres
stop_serving = Arrêter

## The tray: what can be done.

favourites = Favoris
recents = Récents
serve = Fournir aux outils
pick = Sélecteur rapide…
pick_copied = Ouvrir ce qui est copié…
search = Rechercher des comptes…
sign_in_to = Se connecter à { $portal }
sign_out_of = Se déconnecter de { $portal }
renew_session = Renouveler la session de { $portal }
reopen_sign_in = Rouvrir la page de connexion de { $portal }
quit = Quitter Portico
settings = Réglages…
needs_you = Portico a besoin de vous…
role_of_class = { $role } ({ $class })
class_read = lecture
class_unknown = inconnu
class_write = écriture
class_admin = admin

## Notifications.

show = Afficher Portico
sign_in = Se connecter
renew = Renouveler
session_ends =
    { $minutes ->
        [one] { $portal } : votre session se termine dans { $minutes } minute
       *[other] { $portal } : votre session se termine dans { $minutes } minutes
    }
session_ends_about =
    { $minutes ->
        [one] { $portal } : votre session se termine dans { $minutes } minute environ
       *[other] { $portal } : votre session se termine dans { $minutes } minutes environ
    }
session_ends_body = Renouvelez-la maintenant pour que vos consoles et vos outils continuent de fonctionner.
session_has_ended = { $portal } : votre session est terminée
session_has_ended_body = Reconnectez-vous pour ouvrir des consoles et utiliser vos outils.
sign_in_wanted = { $portal } : un programme attend que vous vous connectiez
sign_in_wanted_body = Un outil a demandé des informations d’identification, et la session est terminée. Connectez-vous, puis relancez-le.
access_arrived = { $portal } : votre nouvel accès est là
access_arrived_body = Vous pouvez maintenant ouvrir { $what }.
access_arrived_body_more =
    { $more ->
        [one] Vous pouvez maintenant ouvrir { $what } et { $more } autre.
       *[other] Vous pouvez maintenant ouvrir { $what } et { $more } autres.
    }
show_access = Afficher
role_in_account = { $role } dans { $account }
not_signed_in = Vous n’êtes pas connecté à { $portal }.
not_signed_in_body = Connectez-vous, puis réessayez.
not_done = Cela n’a pas fonctionné
cannot_start = Portico ne peut pas démarrer

## Updates.

updates_off = Les mises à jour sont désactivées
updates_off_body = Ce Portico a été construit sans clé de mise à jour. Mettez-le à jour comme il a été installé.
up_to_date = Portico est à jour
up_to_date_body = { $version } est la version la plus récente.
updated = Portico { $version } est installé
updated_body = Quittez Portico et redémarrez-le pour l’utiliser.
not_updated = Portico n’a pas été mis à jour

## The passphrase of the encrypted file.

passphrase = La phrase secrète du fichier chiffré des secrets de Portico
passphrase_after_wrong = Ce n’est pas elle. La phrase secrète du fichier chiffré des secrets de Portico
new_passphrase = Une nouvelle phrase secrète pour le fichier chiffré des secrets de Portico
new_passphrase_after_short = Huit caractères au moins. Une nouvelle phrase secrète pour les secrets de Portico
passphrase_label = Phrase secrète :
passphrase_empty = Elle ne peut pas être vide.
passphrase_again = Encore une fois :
passphrases_differ = Les deux étaient différentes.

## Windows.

picker_title = Sélecteur rapide de Portico
