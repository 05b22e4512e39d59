# Japanese, of what the doctor finds. Address: です・ます in sentences; terms as the page has them.

## Credentials: the places where tools look. They stand in other sentences, and at the beginning of some.

place_environment = 環境変数 { $name }
place_keys = { $path } の { $profile } の aws_access_key_id
place_login = プロファイル { $profile } の login_session
place_portico = Portico（プロファイル { $profile } の credential_process）: { $role }
place_process = プロファイル { $profile } の credential_process: { $program }
place_process_empty = プロファイル { $profile } の credential_process
place_token_file = プロファイル { $profile } の web_identity_token_file
place_identity_center = AWS CLI 自身のサインイン（プロファイル { $profile }）
place_instance = EC2 インスタンスのメタデータ（インスタンスの場合）
place_role = { $role }（プロファイル { $profile }）
# `place` is one of these.
place_for_role = { $place }（{ $role } 用）
place_with_source = { $place }、{ $source } の認証情報を使用
place_with_profile = { $place }、プロファイル { $profile } の認証情報を使用: { $parent }

## Credentials: why the source that tools take fails.

key_alone = AWS_ACCESS_KEY_ID は設定されていますが、AWS_SECRET_ACCESS_KEY は設定されていません。
key_alone_remedy = 両方を設定するか、どちらも設定しないでください: unset AWS_ACCESS_KEY_ID
no_secret_key = { $path } のプロファイル { $profile } には、アクセスキーはありますがシークレットキーがありません。
no_secret_key_remedy = aws_secret_access_key を追加するか、アクセスキーを取り除いてください。
no_program = プロファイル { $profile } の credential_process にプログラムが書かれていません。
no_program_remedy = 引用符を閉じたコマンドを書いてください。
token_for_no_role = { $path } のトークンに対応するロールがありません。
token_for_no_role_remedy = AWS_ROLE_ARN、またはプロファイルの role_arn を設定してください。
no_sso_session = プロファイル { $profile } が指定する sso-session { $session } がありません。
no_sso_session_remedy = そのセクションを追加するか、aws configure sso を実行してください。
contradicted = プロファイル { $profile } の { $key } が、その sso-session { $session } のものと異なります。
contradicted_remedy = プロファイルから取り除いてください。
incomplete = プロファイル { $profile } に { $missing } がありません。
incomplete_remedy = aws configure sso を実行するか、Portico にプロファイルを書かせてください。
two_sources = プロファイル { $profile } に source_profile と credential_source の両方があります。
two_sources_remedy = どちらかを取り除いてください。
no_source = プロファイル { $profile } はロールを引き受けますが、どの認証情報を使うかが書かれていません。
no_source_remedy = source_profile を指定してください。Portico から到達できるロールの場合: portico profiles sync
unknown_source = プロファイル { $profile } の credential_source は { $source } ですが、そのような値はありません。
unknown_source_remedy = Environment、Ec2InstanceMetadata、EcsContainer のいずれかを使ってください。
no_source_profile = プロファイル { $profile } が認証情報を取得するプロファイル { $source } がありません。
no_source_profile_remedy = source_profile を直すか、そのプロファイルを書いてください: portico profiles sync
own_source = プロファイル { $profile } は、{ $source } を経由して自分自身から認証情報を取得しています。
own_source_remedy = どれかに別の source_profile を指定してください。
empty_source = プロファイル { $profile } が認証情報を取得するプロファイル { $source } に、認証情報がありません。
empty_source_remedy = 認証情報、または別の source_profile を指定してください。
no_profile_section = { $path } にセクション [{ $profile }] がありますが、AWS のツールはこれをプロファイルとみなしません。
no_profile_section_remedy = [profile { $profile }] という名前にしてください。
no_profile = { $profile } という名前のプロファイルがないため、どのツールも認証情報を取得できません。
no_profile_remedy = どれがあるか確認してください: aws configure list-profiles
no_profile_of = { $variable } が指定する { $profile } という名前のプロファイルがないため、どのツールも認証情報を取得できません。
no_profile_of_remedy = { $variable } を直すか、設定を解除してください: unset { $variable }

## Credentials: which source wins.

without_profile = プロファイルなし
for_profile = --profile { $profile }
with_variable = { $variable }={ $profile }
# `asked` is one of the three above.
tools_take = { $asked } の場合、ツールは最初に設定されているものを使います: { $place }
only_instance = { $asked } の場合、認証情報の取得元は次のものだけです: { $place }
nothing_found = { $asked } の場合、どのツールも認証情報を見つけられません。
nothing_found_remedy = --profile または AWS_PROFILE でプロファイルを指定するか、プロファイルを書いてください: portico profiles sync
# `place` begins the sentence, with a capital.
passed_over = { $place } は使われません。次のものが先に来るためです: { $first }
# What stands in `error` is the engine's own sentence, which is English.
aws_files_refused = AWS のファイルを使用できません: { $error }

## Credentials: what tools disagree about.

keys_beside_named = AWS_ACCESS_KEY_ID が設定されています。プロファイルが使われるのは --profile { $profile } を指定したときだけで、AWS_PROFILE={ $profile } を指定しても、ほとんどのツールはキーを使います。
keys_beside_named_remedy = キーの設定を解除してください: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
keys_beside_profile = AWS_ACCESS_KEY_ID が設定されています。AWS CLI とほとんどの SDK はプロファイル { $profile } ではなくキーを使いますが、SDK for JavaScript はプロファイルを使います。
keys_beside_profile_remedy = どちらかだけにしてください: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
two_profiles = AWS_PROFILE は { $one } を、AWS_DEFAULT_PROFILE は { $other } を指定しています。AWS CLI とほとんどの SDK は前者を、boto3 は後者を使います。
two_profiles_remedy = すべてのツールが対応している AWS_PROFILE だけにしてください: unset AWS_DEFAULT_PROFILE
default_profile = AWS_DEFAULT_PROFILE は { $profile } を指定していますが、これに従うのは AWS CLI と boto3 だけです。
default_profile_remedy = 代わりに、すべてのツールが対応している AWS_PROFILE を設定してください。
keys_ended = 環境変数のキーは { $time } に期限が切れました。
keys_ended_remedy = 新しいキーを取得してください: eval "$(portico env --account ACCOUNT)"
token_without_keys = AWS_SESSION_TOKEN がキーなしで設定されており、後から来るどのキーにも合いません。
token_without_keys_remedy = 設定を解除してください: unset AWS_SESSION_TOKEN
two_tokens = AWS_SECURITY_TOKEN も設定されています。boto3 と AWS CLI は、AWS_SESSION_TOKEN より先にこれを使います。
two_tokens_remedy = 設定を解除してください: unset AWS_SECURITY_TOKEN
both_files = プロファイル { $profile } は { $config } と { $credentials } の両方にあり、後者の内容が有効です。
both_files_remedy = どちらか一方のファイルだけに残してください。
endpoint = { $name } により、AWS のツールは AWS とは別のアドレスに接続します。Portico はこれに従いません。
endpoint_remedy = ローカルの Identity Center のために自分で設定したのでなければ、設定を解除してください。

## Profiles that Portico wrote.

nothing_written = Portico が書いたプロファイルはありません。
nothing_written_remedy = すべてのロールにプロファイルを作成してください: portico profiles sync
# Some of several names; they stand in the next ones.
names_and_more = { $names }、ほか { $more } 件
edited = { $count } 件のプロファイルがほかで編集されました: { $names }
edited_by_hand_remedy = 内容を確認してください。元に戻すには、削除してからもう一度追加してください: portico profiles remove
program_gone = { $count } 件のプロファイルが、存在しないプログラムを指定しています: { $names }
restored_remedy = portico profiles plan で違いを確認し、書き直してください: portico doctor --repair
parent_missing = { $count } 件のプロファイルで、経由するロールのプロファイルがありません: { $names }
parent_missing_remedy = そのロールにプロファイルを作成してください: portico profiles sync
profiles_good = Portico が書いたプロファイル { $count } 件は、すべて正常です。

## The settings, and the way to the portals.

settings_refused = 設定を使用できません: { $error }
distrusted = どのポータルにも安全に接続できません: { $why }
authorities = TLS はこのシステムの認証局を信頼しています。
authorities_and = TLS はこのシステムの認証局と、{ $named } の認証局を信頼しています。
# What names a file or a proxy, where no variable does.
setting_ca_file = 設定 ca_file
setting = 設定
way_direct = { $host } への接続は、プロキシを経由しません。
way_left_out = { $host } への接続は、プロキシを経由しません。{ $by } がプロキシを指定していますが、NO_PROXY がこのホストを除外しています。
way_named = { $host } への接続は、{ $by } が指定するプロキシ { $proxy } を経由します。
way_of_desktop = { $host } への接続は、デスクトップの設定が指定するプロキシ { $proxy } を経由します。
portal_answers = { $portal } は応答し、Identity Center であることを確認しました。
portal_refused = ポータルが想定どおりに応答しません: { $error }
clock_unknown = 時刻を返したポータルがないため、このコンピュータの時計は確認されていません。
clock_good = このコンピュータの時計は、ポータルの時計と一致しています。
clock_fast = このコンピュータの時計は、ポータルの時計より { $seconds } 秒進んでいます。
clock_slow = このコンピュータの時計は、ポータルの時計より { $seconds } 秒遅れています。
# `told` is one of the two above.
clock_refused = { $told }ほかのツールがこの時刻で署名したものを、AWS は拒否します。
clock_remedy = システムに時計を自動で合わせさせてください（Linux の場合: timedatectl set-ntp true）。

## The keychain and the sessions in it.

keychain_good = このシステムのキーチェーンは使用できます。テスト項目を保存し、削除しました。
encrypted_file_good = 暗号化ファイルは開いています。テスト項目を保存し、削除しました。
memory_only = 秘密情報はメモリだけに保存されているため、コマンドはアプリのセッションを使えません。
memory_only_remedy = キーチェーンに保存してください: portico keychain use system
keychain_refused = 秘密情報を保存または読み取りできません: { $error }
session_good = { $portal } にサインインしています。セッションは自動的に更新されます。
session_until = { $portal } に { $time } までサインインしています。
session_ends_at = { $portal } のセッションは { $time } に終了します。
session_over = { $portal } のセッションは終了しました。
session_over_by_portal = ポータルが { $portal } のセッションを終了しました。
session_none = { $portal } にサインインしていません。
session_remedy = サインインしてください: portico login --portal { $portal }
session_refused = セッションを読み取れません: { $error }

## Files that are left, programs, and who can read what.

caches_good = キャッシュに期限切れのものはありません。
caches_expired = AWS のツールのキャッシュに、期限が切れて更新できないファイルが { $count } 件あります。
caches_left = 中断されたプログラムが、書きかけのファイルを { $count } 件残しています。
caches_remedy = 削除してください: portico doctor --repair
programs_good = シェルとプロファイルは同じ portico を実行します: { $path } ({ $version })
not_on_path = PATH に portico がありません。
not_on_path_remedy = PATH に { $path } のフォルダを追加してください。
other_on_path = シェルが実行するのは { $other } ですが、これは { $path } です。
other_on_path_remedy = どちらかを削除するか、正しいほうのフォルダを PATH の先頭に置いてください。
other_version = { $other } は portico { $version } ですが、これは { $own } です。
no_version = { $other } は、portico のようにバージョンを返しません。
other_version_remedy = 新しいほうを残し、プロファイルに指定してください: portico profiles sync
other_in_profiles = Portico が書いたプロファイルは { $other } を実行しますが、これは { $path } です。
other_in_profiles_remedy = そのプログラムに心当たりがなければ、プロファイルにこれを指定してください: portico profiles sync
files_good = 秘密情報を含むものを読めるのは、あなただけです。
files_shared =
    { $more ->
        [0] このコンピュータのほかのユーザーが { $path } を読めます。
       *[other] このコンピュータのほかのユーザーが { $path } とほか { $more } 件のファイルを読めます。
    }
files_shared_remedy = 読めないようにしてください: portico doctor --repair

## The report.

report_title = Portico の診断
report_portals = ポータル
report_asked = 問い合わせ済み
report_not_asked = 問い合わせなし
level_good = 正常
level_note = メモ
level_warning = 警告
level_problem = 問題
fact_portico = Portico
fact_web_view = ウェブビュー
fact_system = システム
fact_settings = 設定
fact_catalog = アカウント
fact_journal = 記録
fact_organisation = 組織
fact_aws_config = AWS config
fact_aws_credentials = AWS credentials
