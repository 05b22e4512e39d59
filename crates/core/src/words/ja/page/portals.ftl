# Japanese, in the window: portals, signing in and out.

## Portals.

portal-label = ポータル
portal-signIn = サインイン
portal-signOut = サインアウト
portal-signInTo = { $name } にサインイン
portal-signOutOf = { $name } からサインアウト
portal-local = ローカルの Identity Center (AWS ではありません)
portal-localHint = ここの操作は AWS には届きません。
portal-localShort = ローカル
portal-renew = 更新
portal-renewOf = { $name } のセッションを更新
portal-timeLeft = このセッションの残り時間
portal-renews = 自動で更新されます
portal-endsAt = { $time } に終了
portal-endsAbout = { $time } ごろまで
portal-thisRun = 今回の起動中のみサインイン
portal-thisRunShort = 今回のみ
portal-save = 保存し直す
portal-saveOf = { $name } には今回の起動中のみサインインしています。保存し直す
portal-state-signed_out = サインアウト済み
portal-state-awaiting_browser = ブラウザを待っています
portal-state-awaiting_code = コードの入力を待っています
portal-state-signed_in = サインイン済み
portal-state-renewing = 更新中
portal-state-expired = セッション終了
portal-state-rejected = ポータルがセッションを終了

## Sessions that are over.

session-expired-message = { $portal } のセッションは終了しました。
session-expired-remedy = これらのロールを使うにはサインインしてください。下の一覧は前回のものです。
session-rejected-message = { $portal } がセッションを終了しました。
session-rejected-remedy = これらのロールを使うには、もう一度サインインしてください。
session-signed_out-message = { $portal } からサインアウトしています。
session-signed_out-remedy = これらのロールを使うにはサインインしてください。下の一覧は前回のものです。

## Signing in by the browser.

signIn-title = ブラウザで続けてください
signIn-body = { $host } でサインインし、Portico を許可してください。このウィンドウは自動で先へ進みます。
signIn-shared = { $others } も同じポータルを使っているため、ブラウザがその人を記憶していることがあります。別の人としてサインインするには、アドレスをプライベートウィンドウにコピーしてください。
signIn-again = ページをもう一度開く
signIn-copyAddress = アドレスをコピー
signIn-copied = コピーしました
signIn-useCode = ブラウザがない場合はコードを使う
signIn-cancel = キャンセル

## Signing in by a code.

code-title = { $host } でこのコードを入力してください
code-titleAlone = コードでサインイン
code-waiting = コードを要求しています
code-readAloud = コードは { $groups } です。
code-copy = コードをコピー
code-selected = コードが選択されています。{ $mod } C を押してください。
code-warning = これは、あなたがこのコンピュータの Portico で始めた操作です。ほかの人がこのコードを尋ねることはありません。誰かに言われてここに来た場合は、キャンセルしてください。
code-left = どの端末でもかまいません。残り { $span }。
code-ended = このコードは期限切れです。
code-another = 別のコードを取得
code-open = ページを開いてコードを入力
code-openFilled = コード入力済みで開く

## What a sign-out leaves.

left-title = { $portal } からサインアウトしました
left-one = { $account } / { $role } のキーは { $time } まで有効です。
left-many = 渡済みの { $n } 組のキーはまだ有効です。
left-noWay = AWS にはこれらを取り消す手段がありません。
left-label = まだ有効なキー
left-until = { $time } まで
left-close = 閉じる
left-none = このポータルの秘密情報はこのコンピュータから消えました。
left-consoles = サインインしたままのコンソール
left-consolesHint = それぞれの期限まで続きます。サインアウトすると、そのブラウザ、プロファイル、コンテナのすべてのコンソールが対象になります。
left-in = { $called } 内

## Where sessions are kept.

keychain-remedy = セッションの保管場所を選び直してください。
keychain-unlock = ロックを解除
keychain-again = 再試行
keychain-memory = 今回の起動中のみ保持
keychain-file = 暗号化ファイルを使う…
keychain-asking = デスクトップがパスフレーズを求めたら、そちらで答えてください。このウィンドウに入力されることはありません。
keychain-title = セッションの保管場所
keychain-stores-system-name = コンピュータのキーチェーン
keychain-stores-system-hint = ユーザーアカウントとともにロックされ、解除されます。
keychain-stores-file-name = 暗号化ファイル
keychain-stores-file-hint = パスフレーズで開きます。起動のたびに一度尋ねます。
keychain-stores-memory-name = 今回の起動中のみ
keychain-stores-memory-hint = Portico を起動するたびにサインインします。
keychain-change = 変更…
keychain-use = そこに保管
keychain-cancel = キャンセル

## Regions.

region-down = { $first } が応答しません。
region-through = Portico は { $other } 経由で続行し、復旧したら戻ります。
region-well = { $first } が再び応答しています。
region-soon = Portico はまだ { $other } を経由しており、まもなく戻ります。
region-label = { $portal } のリージョン
region-first = プライマリ
region-also = 追加
region-state-serving = 使用中
region-state-down = 応答なし
region-state-ready = 待機中

## The first run.

firstRun-title = AWS アカウントに、キーひとつで
firstRun-lead = 組織のポータルの開始 URL、そこへのリンク、または短い名前を貼り付けてください。
firstRun-or = または

## Adding a portal.

portalForm-words = 開始 URL、リンク、ホスト、または短い名前
portalForm-placeholder = https://yourcompany.awsapps.com/start
portalForm-find = 検索
portalForm-finding = ポータルを探しています
portalForm-nothing = 組織から受け取ったものを貼り付けてください。例: https://yourcompany.awsapps.com/start
portalForm-found = { $region } に { $host } が見つかりました。
portalForm-foundNoRegion = { $host } が見つかりました。リージョンを選んでください。
portalForm-foundUnknown = { $host } が見つかりましたが、AWS のホストではありません。確認のため入力してください。
portalForm-known = AWS のホスト
portalForm-leads = { $from } の行き先は { $to } です。
portalForm-unknown = { $host } は AWS のホストではありません。運営者が自分のアカウントを見せることもできます。組織からこのアドレスを受け取った場合にのみ続けてください。
portalForm-alike = { $host } は AWS のホストに似ていますが、違います。運営者が自分のアカウントを見せることもできます。組織からまさにこのアドレスを受け取った場合にのみ続けてください。
portalForm-confirm = 確認のため { $host } と入力してください
portalForm-unconfirmed = ホストを正確に入力するとボタンが使えます。
portalForm-region = ポータルのリージョン
portalForm-noRegion = リージョンを選択
portalForm-regionFound = ポータル自身の情報です。
portalForm-name = 呼び名
portalForm-nameWrong = 40 文字以内の英数字、ドット、ハイフン、アンダースコアを使い、先頭は英数字にしてください。
portalForm-nameTaken = { $name } という名前のポータルはすでにあります。
portalForm-shared = { $others } も同じポータルを使っています。2 人として扱われ、セッションも別々です。
portalForm-advanced = 追加のリージョン、ほかのホスト、ローカルアドレス
portalForm-also = 追加のリージョン
portalForm-alsoPlaceholder = us-east-1, eu-central-1
portalForm-alsoHint = 複数リージョンのインスタンス用です。最初のリージョンが応答しないとき、この順に試します。
portalForm-alsoHintLocal = それぞれアドレス付きで入力します。例: us-east-1=http://127.0.0.1:8124
portalForm-alsoMany = 追加のリージョンは最大 { $most } 個です。
portalForm-alsoWrong = 「{ $word }」はリージョンではありません。
portalForm-hosts = ホスト
portalForm-hostChoices-standard-name = 標準
portalForm-hostChoices-dual-stack-name = デュアルスタック (IPv4 と IPv6)
portalForm-hostChoices-fips-name = FIPS
portalForm-hostChoices-fips-dual-stack-name = FIPS とデュアルスタック
portalForm-endpoint = ローカルの Identity Center のアドレス
portalForm-endpointPlaceholder = http://127.0.0.1:8123
portalForm-endpointHint = portico center が表示したものです。AWS には何も送られません。
portalForm-submit = 追加してサインイン
