# German, in the window: one account: its look, browsers, links, tools that are served.

## What the person made of an account.

account-title = Name, Farbe, Tags und Browser
account-open = Konto bearbeiten…
account-of = Über das Konto
account-byAws = AWS nennt es { $name }.
account-isHidden = Aus der Liste ausgeblendet
account-what = { $name } · { $number }
account-nickname = Wie Sie es nennen
account-nicknameHint = Steht anstelle seines Namens, und die Suche findet es.
account-nicknameLong = Verwenden Sie höchstens { $most } Zeichen.
account-colour = Farbe
account-automatic = Automatisch
account-colours-red = Rot
account-colours-orange = Orange
account-colours-yellow = Gelb
account-colours-green = Grün
account-colours-teal = Blaugrün
account-colours-lightBlue = Hellblau
account-colours-darkBlue = Dunkelblau
account-colours-purple = Violett
account-colours-pink = Rosa
account-tags = Tags
account-tagsHint = Wörter oder Paare wie team=payments, nach denen die Liste gruppiert werden kann. Eingabe fügt eines hinzu.
account-tagPlaceholder = Tag hinzufügen
account-tagWrong = „{ $tag }“ kann kein Tag sein: Verwenden Sie Buchstaben, Ziffern und . : / + @ _ -, etwa team=payments.
account-tagsMany = Ein Konto hat höchstens { $most } Tags.
account-tagsGiven = Ihre Organisation fügt { $tags } hinzu.
account-removeTag = Tag { $tag } entfernen
account-tagAdded = Tag { $tag } hinzugefügt.
account-tagRemoved = Tag { $tag } entfernt.
account-hide = Ausblenden
account-hideHint = Fehlt in Liste, Suche und Tray, bis Sie ausgeblendete Konten zeigen.
account-loading = Ihre Angaben dazu werden geladen
account-save = Sichern
account-cancel = Abbrechen
account-done = Ihre Angaben zu { $name } sind gesichert.
account-hidden = ausgeblendet
account-hiddenLeft =
    { $n ->
        [one] 1 ausgeblendetes Konto
       *[other] { $n } ausgeblendete Konten
    }
account-hiddenShown =
    { $n ->
        [one] 1 ausgeblendetes Konto wird mit gezeigt
       *[other] { $n } ausgeblendete Konten werden mit gezeigt
    }
account-showHidden = Zeigen
account-hideHidden = Weglassen

## Browsers: where consoles open and where one signs in.

browsers-choice-usual = Standardbrowser
browsers-choice-usualIs = Standardbrowser ({ $browser })
browsers-choice-profile = { $browser }: { $profile }
browsers-choice-person = { $browser }: { $profile } ({ $person })
browsers-choice-container = Firefox-Container je Konto
browsers-choice-containerIn = { $browser }: Container je Konto
browsers-choice-containerWithin = { $browser }: Container je Konto in { $profile }
browsers-choice-own = Eigenes Profil je Konto
browsers-choice-ownIn = { $browser }: eigenes Profil je Konto
browsers-choice-ownByRole = Eigenes Profil je Rolle
browsers-choice-ownByRoleIn = { $browser }: eigenes Profil je Rolle
browsers-place-usual = Standardbrowser
browsers-place-profile = { $browser } (Profil { $profile })
browsers-place-container = { $browser } (Container { $container })
browsers-place-own = { $browser } (eigenes Profil des Kontos)
browsers-notThere = { $name } – nicht verfügbar
browsers-consoles = Konsolen öffnen in
browsers-consolesOf = Browser, der Konsolen von { $portal } öffnet
browsers-signIn = Anmelden öffnet
browsers-signInOf = Browser, der bei { $portal } anmeldet
browsers-account = Seine Konsolen öffnen in
browsers-likePortal = Wie das Portal: { $name }
browsers-accountHint = Ein Container oder ein eigenes Profil hält dieses Konto von allem anderen im Browser getrennt.
browsers-once = Browser
browsers-asUsual = Wie üblich: { $name }
browsers-onceHint = Nur für die nächste Konsole.
browsers-fixed = Ihre Organisation möchte seine Konsolen in: { $name }.
browsers-crowd-title =
    { $n ->
        [one] 1 Identität ist schon offen
       *[other] { $n } Identitäten sind schon offen
    }
browsers-crowd-why =
    { $n ->
        [one] In diesem Browser – { $called } – sind Sie mit 1 Identität angemeldet; mehr lässt AWS in einem Browser nicht zu. AWS wird Sie bitten, eine davon abzumelden.
       *[other] In diesem Browser – { $called } – sind Sie mit { $n } Identitäten angemeldet; mehr lässt AWS in einem Browser nicht zu. AWS wird Sie bitten, eine davon abzumelden.
    }
browsers-crowd-label = Wer dort angemeldet ist
browsers-crowd-member = { $role } in { $title }
browsers-crowd-anyway = Trotzdem öffnen
browsers-crowd-apart = In eigenem Profil
browsers-crowd-cancel = Abbrechen

## Places in an account’s consoles.

visits-label = Orte in diesem Konto
visits-star = Favorit: { $title }
visits-starIn = Favorit: { $title }, { $region }
visits-keep = { $title } hier behalten
visits-starred = { $title } bleibt für dieses Konto.
visits-unstarred = { $title } wird nicht mehr behalten.

## Links to consoles.

links-copy = Link kopieren
links-form = Link für
links-forms-portal-name = Portal, diese Rolle
links-forms-portal_without_role-name = Portal, beliebige Rolle
links-forms-app-name = Portico, diese Rolle
links-forms-app_without_role-name = Portico, beliebige Rolle
links-copied = Link zu { $account } kopiert. Er enthält kein Geheimnis.
links-title = Diesen Link öffnen?
links-lead = Jemand hat Ihnen einen Link zu einer Konsole gegeben. Nichts wurde geöffnet.
links-wrong = Dieser Link führt nirgendwohin
links-portal = Portal
links-account = Konto
links-role = Rolle
links-where = Wohin
links-anywhere = Wohin das Portal führt
links-weakest = Der Link nennt keine Rolle; dies ist Ihre schwächste dort.
links-open = Konsole öffnen
links-cancel = Abbrechen
links-close = Schließen

## Local endpoints that give credentials to tools.

serving-title = Für Programme bereitgestellt
serving-open = Für Programme bereitstellen…
serving-sheet-title = Anmeldedaten auf diesem Computer bereitstellen
serving-sheet-lead = Ihre SDKs, Container und IDEs erhalten frische Anmeldedaten dieser Rolle von einer lokalen Adresse, die ein Token verlangt, das niemand erraten kann. Kein Schlüssel liegt in einer Datei oder in ihrer Umgebung.
serving-sheet-idle = Wenn niemand fragt, beenden nach
serving-sheet-idles-15-name = 15 Minuten
serving-sheet-idles-60-name = 1 Stunde
serving-sheet-idles-240-name = 4 Stunden
serving-sheet-idles-0-name = nie: bis ich es beende
serving-sheet-lock = Beenden, wenn der Bildschirm gesperrt wird
serving-sheet-always = Mit der Abmeldung und mit Portico endet es in jedem Fall.
serving-sheet-act = Bereitstellen
serving-sheet-cancel = Abbrechen
serving-label = { $role } von { $account } wird für Programme bereitgestellt
serving-card = { $role } von { $account } steht Programmen bereit
serving-since = Seit { $time }
serving-untilIdle = Bis { $time }, wenn kein Programm vorher fragt
serving-untilStopped = Bis Sie es beenden oder sich abmelden
serving-untilLocked = Endet auch, wenn der Bildschirm gesperrt wird
serving-nobody = Noch hat niemand gefragt.
serving-asked =
    { $times ->
        [one] Einmal gefragt, zuletzt von { $by }, { $when }.
       *[other] { $times }-mal gefragt, zuletzt von { $by }, { $when }.
    }
serving-aProgram = einem Programm
serving-askedShort = Gefragt von { $by }, { $when }
serving-nobodyShort = Noch nicht gefragt
serving-copy = Einstellungen kopieren
serving-copyFor = Einstellungen kopieren für { $form }
serving-stop = Beenden
serving-stopOf = Bereitstellen von { $role } von { $account } beenden
serving-goTo = Zu { $account } gehen
serving-started = { $role } von { $account } wird bereitgestellt. Kopieren Sie die Einstellungen für Ihr Programm.
serving-copied = Einstellungen für Ihr Programm für { $form } kopiert: Wer sie hat, erhält Anmeldedaten, bis Sie es beenden.
serving-stopped = Die Adresse ist geschlossen. Ausgehändigte Anmeldedaten gelten bis zu ihrem Ende.

## Exporting one profile.

exporting-title = Profil exportieren
exporting-name = Profilname
exporting-form = Woher es Anmeldedaten bekommt
exporting-forms-credential_process-name = Von Portico
exporting-forms-credential_process-hint = Funktioniert überall, solange Sie hier angemeldet sind.
exporting-forms-sso-session-name = Von der AWS CLI
exporting-forms-sso-session-hint = Die CLI meldet sich selbst an.
exporting-diff = Was sich in { $path } ändert
exporting-diffLabel = Änderungen, die geschrieben würden
exporting-planning = Es wird ermittelt, was sich ändern würde
exporting-nothing = Nichts würde sich ändern: Dieses Profil ist schon geschrieben.
exporting-write = Profil schreiben
exporting-cancel = Abbrechen
exporting-hint = aws --profile { $profile }
