# Japanese, in the window: the frame, the list of accounts, the quick picker.
# Address: です・ます; terms as the AWS console in Japanese has them.

## The product.

product = Portico

## A fault of Portico’s own.

fault-message = Portico 自身の不具合により、完了できませんでした。
fault-remedy = もう一度お試しください。続く場合は portico doctor の出力を添えて報告してください。

## Going from page to page.

nav-label = ページ
nav-access = アクセス
nav-profiles = { profiles-title }
nav-activity = { activity-title }
nav-settings = 設定

## Problems.

problem-label = 問題
problem-in = { $portal }:
problem-dismiss = 閉じる
problem-retry = 再試行
problem-request = アクセスを申請
problem-signIn = サインイン
problem-useCode = コードを使う

## The search.

search-label = アカウントを検索
search-placeholder = 名前、番号、メール、ロール、タグで検索
search-clear = 検索をクリア
search-results =
    { $n ->
        [0] 一致するアカウントはありません。
       *[other] { $n } 件のアカウントが見つかりました。
    }

## The list of accounts.

list-label = アカウントとロール
list-section-favourites = お気に入り
list-section-recent = 最近
list-section-matches = 一致
list-section-group = すべてのアカウント
list-others = その他のアカウント
list-accounts = { $n } 件のアカウント
list-star = お気に入り: { $name }
list-more = +{ $n }
list-moreLabel = ほか { $n } 件: { $names }
# Between names that follow each other.
list-comma = 、
list-noRoles = ロールはありません
list-notListed = ロールは未取得です
list-noName = 名前なし
list-old = { $days }前
list-asOf = { $day }時点のロール
list-yesterday = 昨日
list-called = { $nickname } ({ $name })
list-loading = アカウントを読み込んでいます
list-loadingOne = 読み込み中
list-group = グループ化
list-groupLabel = アカウントのまとめ方
list-groups-name = 名前順
list-groups-tag = { $key } ごと
list-groups-flat = なし

## Where a console lands.

place-anyAccount = 選択したアカウントで
place-console = AWS コンソール

## What roles can do.

roleClass-read-word = 読み取り
roleClass-read-meaning = 見るだけで、何も変更しません
roleClass-unknown-word = 不明
roleClass-unknown-meaning = 名前からは、できることが分かりません
roleClass-write-word = 書き込み
roleClass-write-meaning = 変更ができます
roleClass-admin-word = 管理者
roleClass-admin-meaning = すべて変更できます

## The chosen role.

role-panel = 選択したロール
role-where = { $portal } / { $account }
role-openConsole = コンソールを開く
role-openShort = 開く
role-service = サービス
role-anyService = ホーム
role-noService = その名前のサービスはありません。
role-services = { $n } 件のサービス
role-region = リージョン
role-anyRegion = デフォルト
role-copy = 認証情報をコピー
role-copyShort = コピー
role-form = コピーの形式
role-forms-cmd = コマンド プロンプト
role-forms-env = .env ファイル
role-exportProfile = プロファイルを書き出す
role-exportShort = 書き出す
role-details = 詳細
role-credentials = 認証情報
role-timeLeft = 残り { $left }
role-renews = サインインしている間は自動で更新されます。
role-none = 認証情報はまだありません
role-noneHint = このロールを使うときに Portico が取得します。
role-ended = 認証情報の期限切れ
role-others = ここにあるほかのロール
role-lastUsed = 最終使用: { $when }
role-neverUsed = ここからは未使用
role-nothing = アカウントを選ぶと、そこでできることが表示されます。

## How the listing gets on.

listing-progress = { $total } 件のアカウントのうち { $done } 件を取得
listing-progressShort = { $total } 件中 { $done } 件を取得
listing-progressOf = { $portal } の一覧の取得状況
listing-paced = 操作は不要です。一覧の取得はポータルのペースで続きます。
listing-starting = アカウントの一覧を取得しています
listing-slowed = { $portals } から速度を落とすよう求められました。一覧の取得はそのペースで続きます。
listing-progressSlowed = { $total } 件中 { $done } 件を取得 ({ $portals } による速度制限中)
listing-slowedShort = 速度制限中
listing-label = 一覧の取得状況
listing-listed = 最後の完全な一覧: { $when }
listing-never = 完全な一覧はまだありません
listing-keys = すべてのキー
listing-refresh = 一覧を再取得

## Where there is nothing to list.

empty-noMatch = 「{ $query }」に一致するものはありません。
empty-noMatchHint = 名前の一部、アカウント番号、メールアドレスをお試しください。
empty-showHidden = 非表示の { $n } 件のアカウントを表示
empty-onlyHidden = すべてのアカウントが非表示です。
empty-onlyHiddenMatch = 「{ $query }」に一致するのは非表示のアカウントだけです。
empty-noAccounts = 割り当てられたアカウントはありません。
empty-noAccountsHint = 割り当てられると、自動でここに表示されます。
empty-signedOut = サインインするとアカウントが表示されます。
empty-signedOutHint-system = Portico がブラウザを開き、セッションをキーチェーンに保管します。
empty-signedOutHint-file = Portico がブラウザを開き、セッションを暗号化ファイルに保管します。
empty-signedOutHint-memory = Portico がブラウザを開きます。セッションは今回の起動中のみ有効です。
empty-listing = アカウントは取得されるたびにここに表示されます。

## Keys.

keys-title = キー
keys-close = 閉じる
keys-caps-pageUp = Page ↑
keys-caps-pageDown = Page ↓
keys-caps-home = Home
keys-caps-end = End
keys-caps-enter = Enter
keys-caps-space = Space
keys-caps-escape = Esc
keys-acts-account = アカウントを選ぶ
keys-acts-screen = 1 画面上または下へ
keys-acts-ends = 最初または最後のアカウント
keys-acts-role = ロールを選ぶ
keys-acts-console = コンソールを開く
keys-acts-copy = 認証情報をコピー
keys-acts-export = プロファイルを書き出す
keys-acts-link = コンソールへのリンクをコピー
keys-acts-edit = アカウントの名前、色、タグ、ブラウザ
keys-acts-star = お気に入りに追加、または外す
keys-acts-search = 検索
keys-acts-settings = 設定
keys-acts-close = ウィンドウを閉じる（Portico はトレイに残ります）
keys-acts-clear = 検索をクリア、シートを閉じる
keys-acts-keys = これらのキーを表示
keys-mac = ⌘
keys-other = Ctrl

## What was done.

done-opened = { $account } の { $role } を開いています。
done-copied = { $role } の認証情報を { $form } 用にコピーしました。
done-exported = プロファイル { $profile } を書き込みました。
done-starred = { $name } をお気に入りに追加しました。
done-unstarred = { $name } をお気に入りから外しました。
done-signedIn = { $portal } にサインインしました。
done-signedOut = { $portal } からサインアウトしました。
done-unlocked = キーチェーンが応答しました。
done-keptIn-system = セッションはコンピュータのキーチェーンに保管されます。
done-keptIn-file = セッションは暗号化ファイルに保管されます。
done-keptIn-memory = セッションは今回の起動中のみ保持されます。
done-quiet = 通知しない時間帯を守ります。
done-requested = アクセス申請のページをブラウザで開きました。
done-loud = 通知はいつでも届きます。
done-atLogin = ログインすると Portico が起動します。
done-notAtLogin = Portico は、起動したときに動きます。
done-removed = { $portal } を削除しました。
done-added = { $portal } を追加しました。

## The quick picker.

picker-title = クイックピッカー
picker-label = アカウント、ロール、サービス、リージョン
picker-placeholder = アカウント、read や admin、サービス、リージョン
picker-found = 一致するアカウント
picker-none = 一致するアカウントはありません。
picker-lacks-portal = ポータルがまだありません。Enter で Portico を開き、追加してください。
picker-lacks-sign_in = サインアウトしています。Enter で Portico を開き、サインインしてください。
picker-dear = お気に入りと最近のものが先です
picker-total = { $n } アカウント
picker-enter = { $where } を開く
picker-enterAlone = コンソールを開く
picker-tab = 別のロール
picker-escape = 閉じる
picker-key = クイックピッカー
picker-keyName = ショートカットキー
picker-keyHint = どこにいても、すべての上に小さな検索を開きます。
picker-change = 変更
picker-press = キーを押してください…
picker-off = オフにする
picker-usual = { $keys } を使う
picker-done = { $keys } でクイックピッカーが開きます。
picker-doneOff = クイックピッカーを開くキーはありません。
picker-standing-on = { "" }
picker-standing-off = 現在、これを開くキーはありません。
picker-standing-taken = このキーは別のプログラムが使っています。別のキーを選んでください。
picker-standing-unavailable = このデスクトップはプログラムに専用のキーを与えません。デスクトップの設定で、キーから次を実行してください: portico-app --picker

## Times.

time-seconds = { $n } 秒
time-minutes = { $n } 分
time-hours =
    { $m ->
        [0] { $h } 時間
       *[other] { $h } 時間 { $m } 分
    }
time-days = { $n } 日
time-minutesAgo = { $n } 分前
time-hoursAgo = { $n } 時間前
time-daysAgo = { $n } 日前
time-now = たった今
time-left = 残り { $span }
time-tomorrow = 明日 { $time }
time-onDay = { $day } { $time }

## The computer’s clock.

clock-ahead = このコンピュータの時計は { $by }進んでいます。
clock-behind = このコンピュータの時計は { $by }遅れています。
clock-remedy = Portico はポータルの時計に従います。正しく合わせるまで、ほかのツールは失敗することがあります。
clock-minutes = { $n } 分
clock-hours = { $n } 時間
clock-days = { $n } 日
