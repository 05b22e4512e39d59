// German, of what goes wrong. The engine's own words stand below: here is what holds for all of a kind.
import type { Text } from '../../text';

export const problems: Text['problems'] = {
  invalid_input: { message: 'Das kann so nicht stimmen.', remedy: 'Prüfen Sie Ihre Angaben.' },
  not_found: { message: 'Das findet Portico nicht.', remedy: 'Prüfen Sie den Namen, oder listen Sie Ihre Konten neu auf.' },
  sign_in_required: { message: 'Dafür müssen Sie angemeldet sein.', remedy: 'Melden Sie sich an, und versuchen Sie es dann noch einmal.' },
  sign_in_cancelled: { message: 'Die Anmeldung wurde abgebrochen.', remedy: 'Melden Sie sich noch einmal an, wenn Sie möchten.' },
  sign_in_failed: { message: 'Die Anmeldung ist nicht gelungen.', remedy: 'Melden Sie sich noch einmal an.' },
  not_assigned: { message: 'Dieser Zugriff ist Ihnen nicht zugewiesen.', remedy: 'Listen Sie Ihre Konten neu auf, oder bitten Sie Ihre Organisation darum.' },
  offline: { message: 'Portico erreicht den Server nicht.', remedy: 'Prüfen Sie die Netzwerkverbindung.' },
  not_identity_center: { message: 'Dort antwortet kein Identity Center.', remedy: 'Prüfen Sie Ihr Netzwerk, den Proxy-Server und die Start-URL.' },
  throttled: { message: 'AWS hat Portico gebeten, langsamer zu fragen.', remedy: 'Warten Sie einen Moment.' },
  server_fault: { message: 'AWS hat mit einem eigenen Fehler geantwortet.', remedy: 'Versuchen Sie es später noch einmal.' },
  keychain_locked: { message: 'Der Schlüsselbund ist gesperrt.', remedy: 'Entsperren Sie ihn, und versuchen Sie es noch einmal.' },
  keychain_absent: { message: 'In dieser Sitzung gibt es keinen Schlüsselbund.', remedy: 'Starten Sie einen Schlüsselbund, und versuchen Sie es noch einmal.' },
  keychain_silent: { message: 'Der Schlüsselbund antwortet nicht.', remedy: 'Starten Sie ihn neu, und versuchen Sie es noch einmal.' },
  keychain_too_small: { message: 'Der Schlüsselbund nimmt nicht einmal kleine Einträge an.', remedy: 'Verwenden Sie einen anderen Schlüsselbund.' },
  keychain_item_gone: { message: 'Der Schlüsselbund hat ein Geheimnis verloren.', remedy: 'Melden Sie sich noch einmal an.' },
  keychain_failed: { message: 'Der Schlüsselbund meldet einen Fehler.', remedy: 'Versuchen Sie es noch einmal.' },
  file_unreadable: { message: 'Eine Datei ist nicht zu verstehen. Portico lässt sie, wie sie ist.', remedy: 'Berichtigen Sie die Datei, und versuchen Sie es noch einmal.' },
  file_not_writable: { message: 'Eine Datei lässt sich nicht schreiben.', remedy: 'Prüfen Sie, wem sie gehört und wie viel Platz frei ist.' },
  file_busy: { message: 'Ein anderes Programm ändert die Datei gerade.', remedy: 'Versuchen Sie es gleich noch einmal.' },
  desktop_failed: { message: 'Ein Browser oder ein Dienst Ihres Desktops ließ sich nicht verwenden.', remedy: 'Versuchen Sie es noch einmal.' },
  internal: { message: 'Portico konnte das wegen eines eigenen Fehlers nicht abschließen.', remedy: 'Versuchen Sie es noch einmal; bleibt es dabei, melden Sie es mit der Ausgabe von portico doctor.' },
};
