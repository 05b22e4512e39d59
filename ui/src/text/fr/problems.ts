// French, of what goes wrong. The engine's own words stand below: here is what holds for all of a kind.
import type { Text } from '../../text';

export const problems: Text['problems'] = {
  invalid_input: { message: 'Cela ne peut pas être juste.', remedy: 'Vérifiez ce que vous avez saisi.' },
  not_found: { message: 'Portico ne trouve pas cela.', remedy: 'Vérifiez le nom, ou listez à nouveau vos comptes.' },
  sign_in_required: { message: 'Il faut être connecté pour cela.', remedy: 'Connectez-vous, puis réessayez.' },
  sign_in_cancelled: { message: 'La connexion a été annulée.', remedy: 'Connectez-vous à nouveau si vous le souhaitez.' },
  sign_in_failed: { message: 'La connexion a échoué.', remedy: 'Connectez-vous à nouveau.' },
  not_assigned: { message: 'Cet accès ne vous est pas attribué.', remedy: 'Listez à nouveau vos comptes, ou demandez-le à votre organisation.' },
  offline: { message: 'Portico n’atteint pas le serveur.', remedy: 'Vérifiez la connexion au réseau.' },
  not_identity_center: { message: 'Ce n’est pas un Identity Center qui répond.', remedy: 'Vérifiez votre réseau, le proxy et l’URL de démarrage.' },
  throttled: { message: 'AWS a prié Portico de demander plus lentement.', remedy: 'Patientez un instant.' },
  server_fault: { message: 'AWS a répondu par une erreur de son côté.', remedy: 'Réessayez plus tard.' },
  keychain_locked: { message: 'Le trousseau est verrouillé.', remedy: 'Déverrouillez-le, puis réessayez.' },
  keychain_absent: { message: 'Il n’y a pas de trousseau dans cette session.', remedy: 'Démarrez un trousseau, puis réessayez.' },
  keychain_silent: { message: 'Le trousseau ne répond pas.', remedy: 'Redémarrez-le, puis réessayez.' },
  keychain_too_small: { message: 'Le trousseau refuse même les petites entrées.', remedy: 'Utilisez un autre trousseau.' },
  keychain_item_gone: { message: 'Le trousseau a perdu un secret.', remedy: 'Connectez-vous à nouveau.' },
  keychain_failed: { message: 'Le trousseau signale une erreur.', remedy: 'Réessayez.' },
  file_unreadable: { message: 'Un fichier est incompréhensible. Portico le laisse tel quel.', remedy: 'Corrigez le fichier, puis réessayez.' },
  file_not_writable: { message: 'Un fichier ne peut pas être écrit.', remedy: 'Vérifiez à qui il appartient et l’espace libre.' },
  file_busy: { message: 'Un autre programme modifie le fichier.', remedy: 'Réessayez dans un instant.' },
  desktop_failed: { message: 'Un navigateur ou un service de votre bureau n’a pas pu être utilisé.', remedy: 'Réessayez.' },
  internal: { message: 'Portico n’a pas pu terminer, par une faute qui lui est propre.', remedy: 'Réessayez ; si cela persiste, signalez-le avec la sortie de portico doctor.' },
};
