# English, of what the doctor finds: one sentence for a finding, and one (`…_remedy`) for the one thing to do.

## Credentials: the places where tools look. They stand in other sentences, and at the beginning of some.

place_environment = { $name } in the environment
place_keys = aws_access_key_id of { $profile } in { $path }
place_login = login_session of profile { $profile }
place_portico = Portico, by credential_process of profile { $profile }: { $role }
place_process = credential_process of profile { $profile }: { $program }
place_process_empty = credential_process of profile { $profile }
place_token_file = web_identity_token_file of profile { $profile }
place_identity_center = the AWS CLI's own sign-in, by profile { $profile }
place_instance = the metadata of the EC2 instance, if this is one
place_role = { $role }, by profile { $profile }
# `place` is one of these.
place_for_role = { $place }, for { $role }
place_with_source = { $place }, with credentials of { $source }
place_with_profile = { $place }, with credentials of profile { $profile }: { $parent }

## Credentials: why the source that tools take fails.

key_alone = AWS_ACCESS_KEY_ID is set, and AWS_SECRET_ACCESS_KEY is not.
key_alone_remedy = Set both, or neither: unset AWS_ACCESS_KEY_ID
no_secret_key = Profile { $profile } in { $path } has an access key and no secret key.
no_secret_key_remedy = Add aws_secret_access_key, or take the key out.
no_program = The credential_process of profile { $profile } names no program.
no_program_remedy = Write a command there, its quotes closed.
token_for_no_role = The token in { $path } is for no role.
token_for_no_role_remedy = Set AWS_ROLE_ARN, or role_arn in the profile.
no_sso_session = Profile { $profile } names the sso-session { $session }, and there is none.
no_sso_session_remedy = Add that section, or run aws configure sso.
contradicted = { $key } of profile { $profile } is another one than that of its sso-session { $session }.
contradicted_remedy = Take it out of the profile.
incomplete = Profile { $profile } lacks { $missing }.
incomplete_remedy = Run aws configure sso, or have Portico write the profile.
two_sources = Profile { $profile } has both source_profile and credential_source.
two_sources_remedy = Take one of the two out.
no_source = Profile { $profile } assumes a role and does not say with whose credentials.
no_source_remedy = Give it a source_profile; for a role that Portico reaches: portico profiles sync
unknown_source = credential_source of profile { $profile } is { $source }, which is none.
unknown_source_remedy = Use Environment, Ec2InstanceMetadata or EcsContainer.
no_source_profile = Profile { $profile } takes its credentials from profile { $source }, and there is none.
no_source_profile_remedy = Correct source_profile, or write that profile: portico profiles sync
own_source = Profile { $profile } takes its credentials from itself, by way of { $source }.
own_source_remedy = Give one of them another source_profile.
empty_source = Profile { $source }, which { $profile } takes its credentials from, has none.
empty_source_remedy = Give it credentials, or another source_profile.
no_profile_section = { $path } has a section [{ $profile }], which AWS tools do not take for a profile.
no_profile_section_remedy = Call it [profile { $profile }].
no_profile = There is no profile called { $profile }, so no tool gets any credentials.
no_profile_remedy = See which there are: aws configure list-profiles
no_profile_of = There is no profile called { $profile }, which { $variable } names, so no tool gets any credentials.
no_profile_of_remedy = Correct it, or unset { $variable }.

## Credentials: which source wins.

without_profile = Without a profile
for_profile = For --profile { $profile }
with_variable = With { $variable }={ $profile }
# `asked` is one of the three above.
tools_take = { $asked }, tools take { $place }: it is the first that is set.
only_instance = { $asked }, nothing gives credentials but { $place }.
nothing_found = { $asked }, no tool finds any credentials.
nothing_found_remedy = Name a profile with --profile or AWS_PROFILE, or write one: portico profiles sync
# `place` begins the sentence, with a capital.
passed_over = { $place } is passed over, because { $first } comes first.
# What stands in `error` is the engine's own sentence, which is English.
aws_files_refused = { $error }

## Credentials: what tools disagree about.

keys_beside_named = AWS_ACCESS_KEY_ID is set: only what is told --profile { $profile } takes the profile, and most tools that are told AWS_PROFILE={ $profile } take the keys.
keys_beside_named_remedy = Take the keys away: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
keys_beside_profile = AWS_ACCESS_KEY_ID is set: the AWS CLI and most SDKs take the keys and not profile { $profile }; the SDK for JavaScript takes the profile.
keys_beside_profile_remedy = Keep one of the two: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
two_profiles = AWS_PROFILE names { $one } and AWS_DEFAULT_PROFILE names { $other }: the AWS CLI and most SDKs take the first, boto3 the second.
two_profiles_remedy = Keep AWS_PROFILE, which all tools know: unset AWS_DEFAULT_PROFILE
default_profile = AWS_DEFAULT_PROFILE names { $profile }, and only the AWS CLI and boto3 heed it.
default_profile_remedy = Set AWS_PROFILE in its place, which all tools know.
keys_ended = The keys in the environment ended at { $time }.
keys_ended_remedy = Take new ones: eval "$(portico env --account ACCOUNT)"
token_without_keys = AWS_SESSION_TOKEN is set without keys, and does not fit any that come later.
token_without_keys_remedy = Take it away: unset AWS_SESSION_TOKEN
two_tokens = AWS_SECURITY_TOKEN is set, too: boto3 and the AWS CLI take it before AWS_SESSION_TOKEN.
two_tokens_remedy = Take it away: unset AWS_SECURITY_TOKEN
both_files = Profile { $profile } is in { $config } and in { $credentials }, and what the second says counts.
both_files_remedy = Keep it in one of the two files.
endpoint = { $name } sends AWS tools to another address than AWS's; Portico does not heed it.
endpoint_remedy = Unset it, unless you set it yourself for a local Identity Center.

## Profiles that Portico wrote.

nothing_written = Portico has written no profile.
nothing_written_remedy = Give every role one: portico profiles sync
# Some of several names; they stand in the next ones.
names_and_more = { $names } and { $more } more
edited =
    { $count ->
        [one] Something else edited profile { $names }.
       *[other] Something else edited each of the profiles { $names }.
    }
edited_by_hand_remedy = Look at what they say; to have one as it was, remove it and add it again: portico profiles remove
program_gone =
    { $count ->
        [one] Profile { $names } names a program that is not there.
       *[other] Each of the profiles { $names } names a program that is not there.
    }
restored_remedy = See the difference with portico profiles plan, and have it written anew: portico doctor --repair
parent_missing =
    { $count ->
        [one] The role that profile { $names } is reached through has no profile.
       *[other] The role that each of the profiles { $names } is reached through has no profile.
    }
parent_missing_remedy = Give it one: portico profiles sync
profiles_good =
    { $count ->
        [one] The one profile that Portico wrote is as it should be.
       *[other] All { $count } profiles that Portico wrote are as they should be.
    }

## The settings, and the way to the portals.

settings_refused = { $error }
distrusted = No portal can be reached safely: { $why }.
authorities = TLS believes the authorities of this system.
authorities_and = TLS believes the authorities of this system, and those in { $named }.
# What names a file or a proxy, where no variable does.
setting_ca_file = the setting ca_file
setting = the setting
way_direct = The way to { $host } leads through no proxy.
way_left_out = The way to { $host } leads through no proxy: { $by } names one, and NO_PROXY leaves this host out.
way_named = The way to { $host } leads through the proxy { $proxy }, which { $by } names.
way_of_desktop = The way to { $host } leads through the proxy { $proxy }, which the desktop's settings name.
portal_answers = { $portal } answers, and is an Identity Center.
portal_refused = { $error }
clock_unknown = No portal has said what time it is, so this computer's clock was not compared.
clock_good = This computer's clock agrees with the portal's.
clock_fast = This computer's clock is { $seconds } s fast, by the portal's.
clock_slow = This computer's clock is { $seconds } s slow, by the portal's.
# `told` is one of the two above.
clock_refused = { $told } AWS refuses what other tools sign with it.
clock_remedy = Let the system set the clock by itself (on Linux: timedatectl set-ntp true).

## The keychain and the sessions in it.

keychain_good = The keychain of this system is ready: a probe was kept and removed.
encrypted_file_good = The encrypted file is open: a probe was kept and removed.
memory_only = Secrets are kept in memory, so that commands cannot use the session of the app.
memory_only_remedy = Keep them in the keychain: portico keychain use system
keychain_refused = { $error }
session_good = You are signed in to { $portal }; the session renews by itself.
session_until = You are signed in to { $portal } until { $time }.
session_ends_at = Your session in { $portal } ends at { $time }.
session_over = Your session in { $portal } has ended.
session_over_by_portal = The portal has ended your session in { $portal }.
session_none = You are not signed in to { $portal }.
session_remedy = Sign in: portico login --portal { $portal }
session_refused = { $error }

## Files that are left, programs, and who can read what.

caches_good = No cache holds anything that has expired.
caches_expired =
    { $count ->
        [one] AWS tools keep a file that expired and cannot be renewed.
       *[other] AWS tools keep { $count } files that expired and cannot be renewed.
    }
caches_left =
    { $count ->
        [one] Killed programs left a half-written file behind.
       *[other] Killed programs left { $count } half-written files behind.
    }
caches_remedy = Have them removed: portico doctor --repair
programs_good = Shell and profiles run the same portico, { $path } ({ $version }).
not_on_path = No portico is on your PATH.
not_on_path_remedy = Add the folder of { $path } to it.
other_on_path = Your shell runs { $other }, and this is { $path }.
other_on_path_remedy = Remove one of the two, or put the folder of the right one first in PATH.
other_version = { $other } is portico { $version }, and this is { $own }.
no_version = { $other } does not say its version as portico does.
other_version_remedy = Keep the newer one, and have the profiles name it: portico profiles sync
other_in_profiles = Profiles that Portico wrote run { $other }, and this is { $path }.
other_in_profiles_remedy = If you do not know that program, have the profiles name this one: portico profiles sync
files_good = What holds secrets can be read by you alone.
files_shared =
    { $more ->
        [0] Other users of this computer can read { $path }.
        [one] Other users of this computer can read { $path } and one more file.
       *[other] Other users of this computer can read { $path } and { $more } more files.
    }
files_shared_remedy = Have that ended: portico doctor --repair

## The report.

report_title = Portico diagnostics
report_portals = Portals
report_asked = asked
report_not_asked = not asked
level_good = ok
level_note = note
level_warning = warning
level_problem = PROBLEM
fact_portico = Portico
fact_web_view = Web view
fact_system = System
fact_settings = Settings
fact_catalog = Accounts
fact_journal = Journal
fact_organisation = Organisation
fact_aws_config = AWS config
fact_aws_credentials = AWS credentials
