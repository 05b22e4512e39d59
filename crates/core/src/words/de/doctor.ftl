# German, of what the doctor finds. Address: "Sie"; terms as the page has them.

## Credentials: the places where tools look. They stand in other sentences, and at the beginning of some.

place_environment = { $name } in der Umgebung
place_keys = aws_access_key_id von { $profile } in { $path }
place_login = login_session des Profils { $profile }
place_portico = Portico, über credential_process des Profils { $profile }: { $role }
place_process = credential_process des Profils { $profile }: { $program }
place_process_empty = credential_process des Profils { $profile }
place_token_file = web_identity_token_file des Profils { $profile }
place_identity_center = eigene Anmeldung der AWS CLI, über Profil { $profile }
place_instance = Metadaten der EC2-Instanz, falls dies eine ist
place_role = { $role }, über Profil { $profile }
# `place` is one of these.
place_for_role = { $place }, für { $role }
place_with_source = { $place }, mit Anmeldedaten von { $source }
place_with_profile = { $place }, mit Anmeldedaten des Profils { $profile }: { $parent }

## Credentials: why the source that tools take fails.

key_alone = AWS_ACCESS_KEY_ID ist gesetzt, AWS_SECRET_ACCESS_KEY nicht.
key_alone_remedy = Setzen Sie beide oder keine: unset AWS_ACCESS_KEY_ID
no_secret_key = Das Profil { $profile } in { $path } hat einen Zugriffsschlüssel, aber keinen geheimen Schlüssel.
no_secret_key_remedy = Ergänzen Sie aws_secret_access_key, oder nehmen Sie den Zugriffsschlüssel heraus.
no_program = credential_process des Profils { $profile } nennt kein Programm.
no_program_remedy = Tragen Sie dort einen Befehl ein, mit geschlossenen Anführungszeichen.
token_for_no_role = Das Token in { $path } gilt für keine Rolle.
token_for_no_role_remedy = Setzen Sie AWS_ROLE_ARN oder im Profil role_arn.
no_sso_session = Das Profil { $profile } nennt die sso-session { $session }, und die gibt es nicht.
no_sso_session_remedy = Fügen Sie diesen Abschnitt hinzu, oder führen Sie aws configure sso aus.
contradicted = { $key } des Profils { $profile } weicht von dem seiner sso-session { $session } ab.
contradicted_remedy = Nehmen Sie es aus dem Profil heraus.
incomplete = Dem Profil { $profile } fehlt: { $missing }.
incomplete_remedy = Führen Sie aws configure sso aus, oder lassen Sie Portico das Profil schreiben.
two_sources = Das Profil { $profile } hat sowohl source_profile als auch credential_source.
two_sources_remedy = Nehmen Sie eines von beiden heraus.
no_source = Das Profil { $profile } nimmt eine Rolle an und sagt nicht, mit wessen Anmeldedaten.
no_source_remedy = Geben Sie ihm ein source_profile; für eine Rolle, die Portico erreicht: portico profiles sync
unknown_source = credential_source des Profils { $profile } ist { $source }, und das gibt es nicht.
unknown_source_remedy = Verwenden Sie Environment, Ec2InstanceMetadata oder EcsContainer.
no_source_profile = Das Profil { $profile } nimmt seine Anmeldedaten vom Profil { $source }, und das gibt es nicht.
no_source_profile_remedy = Berichtigen Sie source_profile, oder schreiben Sie jenes Profil: portico profiles sync
own_source = Das Profil { $profile } nimmt seine Anmeldedaten über { $source } von sich selbst.
own_source_remedy = Geben Sie einem davon ein anderes source_profile.
empty_source = Das Profil { $source }, von dem { $profile } seine Anmeldedaten nimmt, hat keine.
empty_source_remedy = Geben Sie ihm Anmeldedaten oder ein anderes source_profile.
no_profile_section = { $path } hat einen Abschnitt [{ $profile }], den AWS-Werkzeuge nicht für ein Profil halten.
no_profile_section_remedy = Nennen Sie ihn [profile { $profile }].
no_profile = Es gibt kein Profil namens { $profile }; deshalb bekommt kein Werkzeug Anmeldedaten.
no_profile_remedy = Sehen Sie nach, welche es gibt: aws configure list-profiles
no_profile_of = { $variable } nennt das Profil { $profile }, und das gibt es nicht; deshalb bekommt kein Werkzeug Anmeldedaten.
no_profile_of_remedy = Berichtigen Sie { $variable }, oder heben Sie es auf: unset { $variable }

## Credentials: which source wins.

without_profile = Ohne Profil
for_profile = Für --profile { $profile }
with_variable = Mit { $variable }={ $profile }
# `asked` is one of the three above.
tools_take = { $asked } nehmen Werkzeuge die erste gesetzte Quelle: { $place }.
only_instance = { $asked } bleibt Werkzeugen als Quelle von Anmeldedaten nur: { $place }.
nothing_found = { $asked } findet kein Werkzeug Anmeldedaten.
nothing_found_remedy = Nennen Sie ein Profil mit --profile oder AWS_PROFILE, oder schreiben Sie eines: portico profiles sync
# `place` begins the sentence, with a capital.
passed_over = { $place } wird übergangen, denn zuerst kommt: { $first }.
# What stands in `error` is the engine's own sentence, which is English.
aws_files_refused = Die AWS-Dateien lassen sich nicht verwenden: { $error }

## Credentials: what tools disagree about.

keys_beside_named = AWS_ACCESS_KEY_ID ist gesetzt: Nur mit --profile { $profile } nehmen Werkzeuge das Profil; mit AWS_PROFILE={ $profile } nehmen die meisten die Schlüssel.
keys_beside_named_remedy = Entfernen Sie die Schlüssel: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
keys_beside_profile = AWS_ACCESS_KEY_ID ist gesetzt: Die AWS CLI und die meisten SDKs nehmen die Schlüssel und nicht das Profil { $profile }; das SDK für JavaScript nimmt das Profil.
keys_beside_profile_remedy = Behalten Sie eines von beiden: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
two_profiles = AWS_PROFILE nennt { $one }, und AWS_DEFAULT_PROFILE nennt { $other }: Die AWS CLI und die meisten SDKs nehmen das erste, boto3 das zweite.
two_profiles_remedy = Behalten Sie AWS_PROFILE, das alle Werkzeuge kennen: unset AWS_DEFAULT_PROFILE
default_profile = AWS_DEFAULT_PROFILE nennt { $profile }, und nur die AWS CLI und boto3 beachten es.
default_profile_remedy = Setzen Sie stattdessen AWS_PROFILE, das alle Werkzeuge kennen.
keys_ended = Die Schlüssel in der Umgebung sind am { $time } abgelaufen.
keys_ended_remedy = Nehmen Sie neue: eval "$(portico env --account ACCOUNT)"
token_without_keys = AWS_SESSION_TOKEN ist ohne Schlüssel gesetzt und passt zu keinen, die später kommen.
token_without_keys_remedy = Entfernen Sie es: unset AWS_SESSION_TOKEN
two_tokens = AWS_SECURITY_TOKEN ist ebenfalls gesetzt: boto3 und die AWS CLI ziehen es AWS_SESSION_TOKEN vor.
two_tokens_remedy = Entfernen Sie es: unset AWS_SECURITY_TOKEN
both_files = Das Profil { $profile } steht in { $config } und in { $credentials }; was in der zweiten Datei steht, gilt.
both_files_remedy = Behalten Sie es nur in einer der beiden Dateien.
endpoint = { $name } schickt AWS-Werkzeuge an eine andere Adresse als die von AWS; Portico beachtet es nicht.
endpoint_remedy = Heben Sie es auf, außer Sie haben es selbst für ein lokales Identity Center gesetzt.

## Profiles that Portico wrote.

nothing_written = Portico hat kein Profil geschrieben.
nothing_written_remedy = Geben Sie jeder Rolle eines: portico profiles sync
# Some of several names; they stand in the next ones.
names_and_more = { $names } und { $more } weitere
edited =
    { $count ->
        [one] Etwas anderes hat das Profil { $names } bearbeitet.
       *[other] Etwas anderes hat diese Profile bearbeitet: { $names }.
    }
edited_by_hand_remedy = Sehen Sie nach, was darin steht; damit eines wird, wie es war, entfernen Sie es und legen Sie es neu an: portico profiles remove
program_gone =
    { $count ->
        [one] Das Profil { $names } nennt ein Programm, das es nicht gibt.
       *[other] Diese Profile nennen ein Programm, das es nicht gibt: { $names }.
    }
restored_remedy = Sehen Sie den Unterschied mit portico profiles plan, und lassen Sie neu schreiben: portico doctor --repair
parent_missing =
    { $count ->
        [one] Die Rolle, über die das Profil { $names } erreicht wird, hat kein Profil.
       *[other] Die Rollen, über die diese Profile erreicht werden, haben kein Profil: { $names }.
    }
parent_missing_remedy = Geben Sie ihr eines: portico profiles sync
profiles_good =
    { $count ->
        [one] Das eine Profil, das Portico schrieb, ist in Ordnung.
       *[other] Alle { $count } Profile, die Portico schrieb, sind in Ordnung.
    }

## The settings, and the way to the portals.

settings_refused = Die Einstellungen lassen sich nicht verwenden: { $error }
distrusted = Kein Portal ist sicher erreichbar: { $why }.
authorities = TLS vertraut den Zertifizierungsstellen dieses Systems.
authorities_and = TLS vertraut den Zertifizierungsstellen dieses Systems und denen in { $named }.
# What names a file or a proxy, where no variable does.
setting_ca_file = Einstellung ca_file
setting = die Einstellung
way_direct = Der Weg zu { $host } führt über keinen Proxy-Server.
way_left_out = Der Weg zu { $host } führt über keinen Proxy-Server: { $by } nennt einen, und NO_PROXY nimmt diesen Host aus.
way_named = Der Weg zu { $host } führt über den Proxy-Server { $proxy }, den { $by } nennt.
way_of_desktop = Der Weg zu { $host } führt über den Proxy-Server { $proxy }, den die Einstellungen des Desktops nennen.
portal_answers = { $portal } antwortet und ist ein Identity Center.
portal_refused = Das Portal antwortet nicht wie erwartet: { $error }
clock_unknown = Kein Portal hat gesagt, wie spät es ist; deshalb wurde die Uhr dieses Computers nicht verglichen.
clock_good = Die Uhr dieses Computers stimmt mit der des Portals überein.
clock_fast = Die Uhr dieses Computers geht nach der des Portals { $seconds } s vor.
clock_slow = Die Uhr dieses Computers geht nach der des Portals { $seconds } s nach.
# `told` is one of the two above.
clock_refused = { $told } AWS lehnt ab, was andere Werkzeuge damit signieren.
clock_remedy = Lassen Sie das System die Uhr selbst stellen (unter Linux: timedatectl set-ntp true).

## The keychain and the sessions in it.

keychain_good = Der Schlüsselbund dieses Systems ist bereit: Ein Probeeintrag wurde abgelegt und entfernt.
encrypted_file_good = Die verschlüsselte Datei ist offen: Ein Probeeintrag wurde abgelegt und entfernt.
memory_only = Geheimnisse liegen nur im Arbeitsspeicher; deshalb können Befehle die Sitzung der App nicht verwenden.
memory_only_remedy = Legen Sie sie im Schlüsselbund ab: portico keychain use system
keychain_refused = Geheimnisse lassen sich nicht ablegen oder lesen: { $error }
session_good = Sie sind bei { $portal } angemeldet; die Sitzung erneuert sich von selbst.
session_until = Sie sind bei { $portal } angemeldet bis { $time }.
session_ends_at = Ihre Sitzung in { $portal } endet um { $time }.
session_over = Ihre Sitzung in { $portal } ist beendet.
session_over_by_portal = Das Portal hat Ihre Sitzung in { $portal } beendet.
session_none = Sie sind nicht bei { $portal } angemeldet.
session_remedy = Melden Sie sich an: portico login --portal { $portal }
session_refused = Die Sitzung lässt sich nicht lesen: { $error }

## Files that are left, programs, and who can read what.

caches_good = In keinem Zwischenspeicher liegt etwas Abgelaufenes.
caches_expired =
    { $count ->
        [one] AWS-Werkzeuge behalten eine Datei, die abgelaufen ist und sich nicht erneuern lässt.
       *[other] AWS-Werkzeuge behalten { $count } Dateien, die abgelaufen sind und sich nicht erneuern lassen.
    }
caches_left =
    { $count ->
        [one] Abgebrochene Programme haben eine halb geschriebene Datei hinterlassen.
       *[other] Abgebrochene Programme haben { $count } halb geschriebene Dateien hinterlassen.
    }
caches_remedy = Lassen Sie sie entfernen: portico doctor --repair
programs_good = Shell und Profile verwenden dasselbe portico, { $path } ({ $version }).
not_on_path = Kein portico liegt in Ihrem PATH.
not_on_path_remedy = Fügen Sie ihm den Ordner von { $path } hinzu.
other_on_path = Ihre Shell verwendet { $other }, und dies ist { $path }.
other_on_path_remedy = Entfernen Sie eines von beiden, oder stellen Sie den Ordner des richtigen in PATH an den Anfang.
other_version = { $other } ist portico { $version }, und dies ist { $own }.
no_version = { $other } nennt seine Version nicht so, wie portico es tut.
other_version_remedy = Behalten Sie das neuere, und lassen Sie die Profile darauf zeigen: portico profiles sync
other_in_profiles = Profile, die Portico schrieb, verwenden { $other }, und dies ist { $path }.
other_in_profiles_remedy = Wenn Sie jenes Programm nicht kennen, lassen Sie die Profile auf dieses zeigen: portico profiles sync
files_good = Was Geheimnisse enthält, können nur Sie lesen.
files_shared =
    { $more ->
        [0] Andere Benutzer dieses Computers können { $path } lesen.
        [one] Andere Benutzer dieses Computers können { $path } und eine weitere Datei lesen.
       *[other] Andere Benutzer dieses Computers können { $path } und { $more } weitere Dateien lesen.
    }
files_shared_remedy = Lassen Sie das ändern: portico doctor --repair

## The report.

report_title = Portico-Diagnose
report_portals = Portale
report_asked = gefragt
report_not_asked = nicht gefragt
level_good = ok
level_note = Hinweis
level_warning = Warnung
level_problem = FEHLER
fact_portico = Portico
fact_web_view = Webansicht
fact_system = Betriebssystem
fact_settings = Einstellungen
fact_catalog = Konten
fact_journal = Protokoll
fact_organisation = Organisation
fact_aws_config = AWS config
fact_aws_credentials = AWS credentials
