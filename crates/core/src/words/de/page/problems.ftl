# German, in the window: errors; the engine’s own words stand below, so here is what holds for all of a kind.

## What the engine’s errors say.

problems-invalid_input-message = Das kann so nicht stimmen.
problems-invalid_input-remedy = Prüfen Sie Ihre Angaben.
problems-not_found-message = Das findet Portico nicht.
problems-not_found-remedy = Prüfen Sie den Namen, oder listen Sie Ihre Konten neu auf.
problems-sign_in_required-message = Dafür müssen Sie angemeldet sein.
problems-sign_in_required-remedy = Melden Sie sich an, und versuchen Sie es dann noch einmal.
problems-sign_in_cancelled-message = Die Anmeldung wurde abgebrochen.
problems-sign_in_cancelled-remedy = Melden Sie sich noch einmal an, wenn Sie möchten.
problems-sign_in_failed-message = Die Anmeldung ist nicht gelungen.
problems-sign_in_failed-remedy = Melden Sie sich noch einmal an.
problems-not_assigned-message = Dieser Zugriff ist Ihnen nicht zugewiesen.
problems-not_assigned-remedy = Listen Sie Ihre Konten neu auf, oder bitten Sie Ihre Organisation darum.
problems-offline-message = Portico erreicht den Server nicht.
problems-offline-remedy = Prüfen Sie die Netzwerkverbindung.
problems-not_identity_center-message = Dort antwortet kein Identity Center.
problems-not_identity_center-remedy = Prüfen Sie Ihr Netzwerk, den Proxy-Server und die Start-URL.
problems-throttled-message = AWS hat Portico gebeten, langsamer zu fragen.
problems-throttled-remedy = Warten Sie einen Moment.
problems-server_fault-message = AWS hat mit einem eigenen Fehler geantwortet.
problems-server_fault-remedy = Versuchen Sie es später noch einmal.
problems-keychain_locked-message = Der Schlüsselbund ist gesperrt.
problems-keychain_locked-remedy = Entsperren Sie ihn, und versuchen Sie es noch einmal.
problems-keychain_absent-message = In dieser Sitzung gibt es keinen Schlüsselbund.
problems-keychain_absent-remedy = Starten Sie einen Schlüsselbund, und versuchen Sie es noch einmal.
problems-keychain_silent-message = Der Schlüsselbund antwortet nicht.
problems-keychain_silent-remedy = Starten Sie ihn neu, und versuchen Sie es noch einmal.
problems-keychain_too_small-message = Der Schlüsselbund nimmt nicht einmal kleine Einträge an.
problems-keychain_too_small-remedy = Verwenden Sie einen anderen Schlüsselbund.
problems-keychain_item_gone-message = Der Schlüsselbund hat ein Geheimnis verloren.
problems-keychain_item_gone-remedy = Melden Sie sich noch einmal an.
problems-keychain_failed-message = Der Schlüsselbund meldet einen Fehler.
problems-keychain_failed-remedy = Versuchen Sie es noch einmal.
problems-file_unreadable-message = Eine Datei ist nicht zu verstehen. Portico lässt sie, wie sie ist.
problems-file_unreadable-remedy = Berichtigen Sie die Datei, und versuchen Sie es noch einmal.
problems-file_not_writable-message = Eine Datei lässt sich nicht schreiben.
problems-file_not_writable-remedy = Prüfen Sie, wem sie gehört und wie viel Platz frei ist.
problems-file_busy-message = Ein anderes Programm ändert die Datei gerade.
problems-file_busy-remedy = Versuchen Sie es gleich noch einmal.
problems-desktop_failed-message = Ein Browser oder ein Dienst Ihres Desktops ließ sich nicht verwenden.
problems-desktop_failed-remedy = Versuchen Sie es noch einmal.
problems-internal-message = Portico konnte das wegen eines eigenen Fehlers nicht abschließen.
problems-internal-remedy = Versuchen Sie es noch einmal; bleibt es dabei, melden Sie es mit der Ausgabe von portico doctor.
