# French, of what the doctor finds. Address: "vous"; terms as the page has them. A no-break space stands before : ; ? ! and within « ».

## Credentials: the places where tools look. They stand in other sentences, and at the beginning of some.

place_environment = { $name } dans l’environnement
place_keys = aws_access_key_id de { $profile } dans { $path }
place_login = login_session du profil { $profile }
place_portico = Portico, par credential_process du profil { $profile } : { $role }
place_process = credential_process du profil { $profile } : { $program }
place_process_empty = credential_process du profil { $profile }
place_token_file = web_identity_token_file du profil { $profile }
place_identity_center = connexion propre à l’AWS CLI, par le profil { $profile }
place_instance = métadonnées de l’instance EC2, si c’en est une
place_role = { $role }, par le profil { $profile }
# `place` is one of these.
place_for_role = { $place }, pour { $role }
place_with_source = { $place }, avec les informations d’identification de { $source }
place_with_profile = { $place }, avec les informations d’identification du profil { $profile } : { $parent }

## Credentials: why the source that tools take fails.

key_alone = AWS_ACCESS_KEY_ID est défini, mais pas AWS_SECRET_ACCESS_KEY.
key_alone_remedy = Définissez les deux, ou aucun : unset AWS_ACCESS_KEY_ID
no_secret_key = Le profil { $profile } dans { $path } a une clé d’accès, mais pas de clé secrète.
no_secret_key_remedy = Ajoutez aws_secret_access_key, ou retirez la clé d’accès.
no_program = Le credential_process du profil { $profile } ne nomme aucun programme.
no_program_remedy = Écrivez-y une commande, guillemets fermés.
token_for_no_role = Le jeton dans { $path } n’est pour aucun rôle.
token_for_no_role_remedy = Définissez AWS_ROLE_ARN, ou role_arn dans le profil.
no_sso_session = Le profil { $profile } nomme la sso-session { $session }, qui n’existe pas.
no_sso_session_remedy = Ajoutez cette section, ou exécutez aws configure sso.
contradicted = { $key } du profil { $profile } diffère de celui de sa sso-session { $session }.
contradicted_remedy = Retirez-le du profil.
incomplete = Il manque au profil { $profile } : { $missing }.
incomplete_remedy = Exécutez aws configure sso, ou laissez Portico écrire le profil.
two_sources = Le profil { $profile } a à la fois source_profile et credential_source.
two_sources_remedy = Retirez l’un des deux.
no_source = Le profil { $profile } endosse un rôle sans dire avec quelles informations d’identification.
no_source_remedy = Donnez-lui un source_profile ; pour un rôle que Portico atteint : portico profiles sync
unknown_source = credential_source du profil { $profile } vaut { $source }, qui n’existe pas.
unknown_source_remedy = Utilisez Environment, Ec2InstanceMetadata ou EcsContainer.
no_source_profile = Le profil { $profile } tient ses informations d’identification du profil { $source }, qui n’existe pas.
no_source_profile_remedy = Corrigez source_profile, ou écrivez ce profil : portico profiles sync
own_source = Le profil { $profile } tient ses informations d’identification de lui-même, en passant par { $source }.
own_source_remedy = Donnez à l’un d’eux un autre source_profile.
empty_source = Le profil { $source }, dont { $profile } tient ses informations d’identification, n’en a pas.
empty_source_remedy = Donnez-lui des informations d’identification, ou un autre source_profile.
no_profile_section = { $path } a une section [{ $profile }], que les outils AWS ne prennent pas pour un profil.
no_profile_section_remedy = Nommez-la [profile { $profile }].
no_profile = Il n’y a pas de profil nommé { $profile } ; aucun outil n’obtient donc d’informations d’identification.
no_profile_remedy = Voyez lesquels existent : aws configure list-profiles
no_profile_of = { $variable } désigne le profil { $profile }, qui n’existe pas ; aucun outil n’obtient donc d’informations d’identification.
no_profile_of_remedy = Corrigez { $variable }, ou supprimez-le : unset { $variable }

## Credentials: which source wins.

without_profile = Sans profil
for_profile = Pour --profile { $profile }
with_variable = Avec { $variable }={ $profile }
# `asked` is one of the three above.
tools_take = { $asked }, les outils prennent la première source définie : { $place }.
only_instance = { $asked }, il ne reste comme source d’informations d’identification que : { $place }.
nothing_found = { $asked }, aucun outil ne trouve d’informations d’identification.
nothing_found_remedy = Nommez un profil avec --profile ou AWS_PROFILE, ou écrivez-en un : portico profiles sync
# `place` begins the sentence, with a capital.
passed_over = { $place } – source ignorée, car une autre vient avant : { $first }.
# What stands in `error` is the engine's own sentence, which is English.
aws_files_refused = Les fichiers AWS ne peuvent pas être utilisés : { $error }

## Credentials: what tools disagree about.

keys_beside_named = AWS_ACCESS_KEY_ID est défini : avec --profile { $profile }, les outils prennent le profil, mais avec AWS_PROFILE={ $profile }, la plupart prennent les clés.
keys_beside_named_remedy = Retirez les clés : unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
keys_beside_profile = AWS_ACCESS_KEY_ID est défini : l’AWS CLI et la plupart des SDK prennent les clés et non le profil { $profile } ; le SDK pour JavaScript prend le profil.
keys_beside_profile_remedy = Gardez l’un des deux : unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
two_profiles = AWS_PROFILE désigne { $one } et AWS_DEFAULT_PROFILE désigne { $other } : l’AWS CLI et la plupart des SDK prennent le premier, boto3 le second.
two_profiles_remedy = Gardez AWS_PROFILE, que tous les outils connaissent : unset AWS_DEFAULT_PROFILE
default_profile = AWS_DEFAULT_PROFILE désigne { $profile }, et seuls l’AWS CLI et boto3 en tiennent compte.
default_profile_remedy = Définissez à sa place AWS_PROFILE, que tous les outils connaissent.
keys_ended = Les clés dans l’environnement ont expiré : { $time }.
keys_ended_remedy = Prenez-en de nouvelles : eval "$(portico env --account ACCOUNT)"
token_without_keys = AWS_SESSION_TOKEN est défini sans clés, et ne va avec aucune de celles qui viennent plus tard.
token_without_keys_remedy = Retirez-le : unset AWS_SESSION_TOKEN
two_tokens = AWS_SECURITY_TOKEN est défini aussi : boto3 et l’AWS CLI le prennent avant AWS_SESSION_TOKEN.
two_tokens_remedy = Retirez-le : unset AWS_SECURITY_TOKEN
both_files = Le profil { $profile } est dans { $config } et dans { $credentials } ; c’est le second fichier qui compte.
both_files_remedy = Gardez-le dans un seul des deux fichiers.
endpoint = { $name } envoie les outils AWS à une autre adresse que celle d’AWS ; Portico n’en tient pas compte.
endpoint_remedy = Supprimez-le, sauf si vous l’avez défini vous-même pour un Identity Center local.

## Profiles that Portico wrote.

nothing_written = Portico n’a écrit aucun profil.
nothing_written_remedy = Donnez-en un à chaque rôle : portico profiles sync
# Some of several names; they stand in the next ones.
names_and_more =
    { $more ->
        [one] { $names } et { $more } autre
       *[other] { $names } et { $more } autres
    }
edited =
    { $count ->
        [one] Autre chose a modifié le profil { $names }.
       *[other] Autre chose a modifié ces profils : { $names }.
    }
edited_by_hand_remedy = Voyez ce qu’ils disent ; pour en retrouver un tel qu’il était, supprimez-le et ajoutez-le de nouveau : portico profiles remove
program_gone =
    { $count ->
        [one] Le profil { $names } nomme un programme qui n’existe pas.
       *[other] Ces profils nomment un programme qui n’existe pas : { $names }.
    }
restored_remedy = Voyez la différence avec portico profiles plan, et faites réécrire : portico doctor --repair
parent_missing =
    { $count ->
        [one] Le rôle par lequel on atteint le profil { $names } n’a pas de profil.
       *[other] Les rôles par lesquels on atteint ces profils n’ont pas de profil : { $names }.
    }
parent_missing_remedy = Donnez-lui-en un : portico profiles sync
profiles_good =
    { $count ->
        [one] Le seul profil que Portico a écrit est en ordre.
       *[other] Les { $count } profils que Portico a écrits sont en ordre.
    }

## The settings, and the way to the portals.

settings_refused = Les paramètres ne peuvent pas être utilisés : { $error }
distrusted = Aucun portail ne peut être atteint en toute sécurité : { $why }.
authorities = TLS fait confiance aux autorités de certification de ce système.
authorities_and = TLS fait confiance aux autorités de certification de ce système, et à celles de { $named }.
# What names a file or a proxy, where no variable does.
setting_ca_file = le paramètre ca_file
setting = le paramètre
way_direct = Le chemin vers { $host } ne passe par aucun serveur proxy.
way_left_out = Le chemin vers { $host } ne passe par aucun serveur proxy : { $by } en nomme un, et NO_PROXY exclut cet hôte.
way_named = Le chemin vers { $host } passe par le serveur proxy { $proxy }, que nomme { $by }.
way_of_desktop = Le chemin vers { $host } passe par le serveur proxy { $proxy }, que nomment les réglages du bureau.
portal_answers = { $portal } répond, et c’est un Identity Center.
portal_refused = Le portail ne répond pas comme attendu : { $error }
clock_unknown = Aucun portail n’a dit l’heure ; l’horloge de cet ordinateur n’a donc pas été comparée.
clock_good = L’horloge de cet ordinateur s’accorde avec celle du portail.
clock_fast = L’horloge de cet ordinateur avance de { $seconds } s sur celle du portail.
clock_slow = L’horloge de cet ordinateur retarde de { $seconds } s sur celle du portail.
# `told` is one of the two above.
clock_refused = { $told } AWS refuse ce que d’autres outils signent avec elle.
clock_remedy = Laissez le système régler l’horloge lui-même (sous Linux : timedatectl set-ntp true).

## The keychain and the sessions in it.

keychain_good = Le trousseau de ce système est prêt : un essai y a été gardé, puis retiré.
encrypted_file_good = Le fichier chiffré est ouvert : un essai y a été gardé, puis retiré.
memory_only = Les secrets sont gardés en mémoire ; les commandes ne peuvent donc pas utiliser la session de l’application.
memory_only_remedy = Gardez-les dans le trousseau : portico keychain use system
keychain_refused = Les secrets ne peuvent être ni gardés ni lus : { $error }
session_good = Vous êtes connecté à { $portal } ; la session se renouvelle d’elle-même.
session_until = Vous êtes connecté à { $portal } jusqu’à { $time }.
session_ends_at = Votre session dans { $portal } se termine à { $time }.
session_over = Votre session dans { $portal } est terminée.
session_over_by_portal = Le portail a terminé votre session dans { $portal }.
session_none = Vous n’êtes pas connecté à { $portal }.
session_remedy = Connectez-vous : portico login --portal { $portal }
session_refused = La session ne peut pas être lue : { $error }

## Files that are left, programs, and who can read what.

caches_good = Aucune mémoire cache ne contient quoi que ce soit d’expiré.
caches_expired =
    { $count ->
        [one] Des outils AWS gardent un fichier expiré qui ne peut pas être renouvelé.
       *[other] Des outils AWS gardent { $count } fichiers expirés qui ne peuvent pas être renouvelés.
    }
caches_left =
    { $count ->
        [one] Des programmes interrompus ont laissé un fichier à moitié écrit.
       *[other] Des programmes interrompus ont laissé { $count } fichiers à moitié écrits.
    }
caches_remedy = Faites-les supprimer : portico doctor --repair
programs_good = Le shell et les profils exécutent le même portico, { $path } ({ $version }).
not_on_path = Aucun portico n’est dans votre PATH.
not_on_path_remedy = Ajoutez-y le dossier de { $path }.
other_on_path = Votre shell exécute { $other }, et ceci est { $path }.
other_on_path_remedy = Supprimez l’un des deux, ou mettez le dossier du bon en premier dans PATH.
other_version = { $other } est portico { $version }, et ceci est { $own }.
no_version = { $other } ne dit pas sa version comme le fait portico.
other_version_remedy = Gardez le plus récent, et faites-le nommer par les profils : portico profiles sync
other_in_profiles = Des profils que Portico a écrits exécutent { $other }, et ceci est { $path }.
other_in_profiles_remedy = Si vous ne connaissez pas ce programme, faites nommer celui-ci par les profils : portico profiles sync
files_good = Vous seul pouvez lire ce qui contient des secrets.
files_shared =
    { $more ->
        [0] D’autres utilisateurs de cet ordinateur peuvent lire { $path }.
        [one] D’autres utilisateurs de cet ordinateur peuvent lire { $path } et un autre fichier.
       *[other] D’autres utilisateurs de cet ordinateur peuvent lire { $path } et { $more } autres fichiers.
    }
files_shared_remedy = Faites-y mettre fin : portico doctor --repair

## The report.

report_title = Diagnostic de Portico
report_portals = Portails
report_asked = interrogés
report_not_asked = non interrogés
level_good = ok
level_note = remarque
level_warning = alerte
level_problem = PROBLÈME
fact_portico = Portico
fact_web_view = Vue web
fact_system = Système
fact_settings = Paramètres
fact_catalog = Comptes
fact_journal = Registre
fact_organisation = Organisation
fact_aws_config = AWS config
fact_aws_credentials = AWS credentials
