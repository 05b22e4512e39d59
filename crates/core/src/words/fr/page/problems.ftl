# French, in the window: errors; the engine’s own words stand below, so here is what holds for all of a kind.

## What the engine’s errors say.

problems-invalid_input-message = Cela ne peut pas être juste.
problems-invalid_input-remedy = Vérifiez ce que vous avez saisi.
problems-not_found-message = Portico ne trouve pas cela.
problems-not_found-remedy = Vérifiez le nom, ou listez à nouveau vos comptes.
problems-sign_in_required-message = Il faut être connecté pour cela.
problems-sign_in_required-remedy = Connectez-vous, puis réessayez.
problems-sign_in_cancelled-message = La connexion a été annulée.
problems-sign_in_cancelled-remedy = Connectez-vous à nouveau si vous le souhaitez.
problems-sign_in_failed-message = La connexion a échoué.
problems-sign_in_failed-remedy = Connectez-vous à nouveau.
problems-not_assigned-message = Cet accès ne vous est pas attribué.
problems-not_assigned-remedy = Listez à nouveau vos comptes, ou demandez-le à votre organisation.
problems-offline-message = Portico n’atteint pas le serveur.
problems-offline-remedy = Vérifiez la connexion au réseau.
problems-not_identity_center-message = Ce n’est pas un Identity Center qui répond.
problems-not_identity_center-remedy = Vérifiez votre réseau, le proxy et l’URL de démarrage.
problems-throttled-message = AWS a prié Portico de demander plus lentement.
problems-throttled-remedy = Patientez un instant.
problems-server_fault-message = AWS a répondu par une erreur de son côté.
problems-server_fault-remedy = Réessayez plus tard.
problems-keychain_locked-message = Le trousseau est verrouillé.
problems-keychain_locked-remedy = Déverrouillez-le, puis réessayez.
problems-keychain_absent-message = Il n’y a pas de trousseau dans cette session.
problems-keychain_absent-remedy = Démarrez un trousseau, puis réessayez.
problems-keychain_silent-message = Le trousseau ne répond pas.
problems-keychain_silent-remedy = Redémarrez-le, puis réessayez.
problems-keychain_too_small-message = Le trousseau refuse même les petites entrées.
problems-keychain_too_small-remedy = Utilisez un autre trousseau.
problems-keychain_item_gone-message = Le trousseau a perdu un secret.
problems-keychain_item_gone-remedy = Connectez-vous à nouveau.
problems-keychain_failed-message = Le trousseau signale une erreur.
problems-keychain_failed-remedy = Réessayez.
problems-file_unreadable-message = Un fichier est incompréhensible. Portico le laisse tel quel.
problems-file_unreadable-remedy = Corrigez le fichier, puis réessayez.
problems-file_not_writable-message = Un fichier ne peut pas être écrit.
problems-file_not_writable-remedy = Vérifiez à qui il appartient et l’espace libre.
problems-file_busy-message = Un autre programme modifie le fichier.
problems-file_busy-remedy = Réessayez dans un instant.
problems-desktop_failed-message = Un navigateur ou un service de votre bureau n’a pas pu être utilisé.
problems-desktop_failed-remedy = Réessayez.
problems-internal-message = Portico n’a pas pu terminer, par une faute qui lui est propre.
problems-internal-remedy = Réessayez ; si cela persiste, signalez-le avec la sortie de portico doctor.
