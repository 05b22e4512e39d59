# Japanese, in the window: one account: its look, browsers, links, tools that are served.

## What the person made of an account.

account-title = 名前、色、タグ、ブラウザ
account-open = アカウントを編集…
account-of = アカウントについて
account-byAws = AWS での名前は { $name } です。
account-isHidden = 一覧に表示しない
account-what = { $name } · { $number }
account-nickname = 呼び名
account-nicknameHint = 名前の代わりに表示され、検索でも見つかります。
account-nicknameLong = { $most } 文字以内で入力してください。
account-colour = 色
account-automatic = 自動
account-colours-red = 赤
account-colours-orange = オレンジ
account-colours-yellow = 黄
account-colours-green = 緑
account-colours-teal = 青緑
account-colours-lightBlue = 水色
account-colours-darkBlue = 紺
account-colours-purple = 紫
account-colours-pink = ピンク
account-tags = タグ
account-tagsHint = 単語、または team=payments のような組で、一覧をまとめるのに使えます。Enter で追加します。
account-tagPlaceholder = タグを追加
account-tagWrong = 「{ $tag }」はタグにできません。文字、数字、. : / + @ _ - を使い、team=payments のように入力してください。
account-tagsMany = アカウントのタグは最大 { $most } 個です。
account-tagsGiven = 組織により { $tags } が付いています。
account-removeTag = タグ { $tag } を削除
account-tagAdded = タグ { $tag } を追加しました。
account-tagRemoved = タグ { $tag } を削除しました。
account-hide = 非表示にする
account-hideHint = 非表示のアカウントを表示するまで、一覧、検索、トレイに出ません。
account-loading = 設定内容を読み込んでいます
account-save = 保存
account-cancel = キャンセル
account-done = { $name } の設定を保存しました。
account-hidden = 非表示
account-hiddenLeft = 非表示のアカウント { $n } 件
account-hiddenShown = 非表示のアカウント { $n } 件も表示中
account-showHidden = 表示
account-hideHidden = 表示しない

## Browsers: where consoles open and where one signs in.

browsers-choice-usual = デフォルトのブラウザ
browsers-choice-usualIs = デフォルトのブラウザ ({ $browser })
browsers-choice-profile = { $browser }: { $profile }
browsers-choice-person = { $browser }: { $profile } ({ $person })
browsers-choice-container = アカウントごとの Firefox コンテナ
browsers-choice-containerIn = { $browser }: アカウントごとのコンテナ
browsers-choice-containerWithin = { $browser }: アカウントごとのコンテナ ({ $profile } 内)
browsers-choice-own = アカウントごとの専用プロファイル
browsers-choice-ownIn = { $browser }: アカウントごとの専用プロファイル
browsers-choice-ownByRole = ロールごとの専用プロファイル
browsers-choice-ownByRoleIn = { $browser }: ロールごとの専用プロファイル
browsers-place-usual = 既定のブラウザ
browsers-place-profile = { $browser }（プロファイル { $profile }）
browsers-place-container = { $browser }（コンテナー { $container }）
browsers-place-own = { $browser }（アカウント専用プロファイル）
browsers-notThere = { $name } – 利用できません
browsers-consoles = コンソールを開く場所
browsers-consolesOf = { $portal } のコンソールを開くブラウザ
browsers-signIn = サインインに使うもの
browsers-signInOf = { $portal } にサインインするブラウザ
browsers-account = コンソールを開く場所
browsers-likePortal = ポータルと同じ: { $name }
browsers-accountHint = コンテナまたは専用プロファイルを使うと、このアカウントをブラウザ内のほかのものから分けられます。
browsers-once = ブラウザ
browsers-asUsual = いつもどおり: { $name }
browsers-onceHint = 次のコンソールにのみ使います。
browsers-fixed = 組織により、コンソールを開く場所は { $name } です。
browsers-crowd-title = すでに { $n } 個の ID が開いています
browsers-crowd-why = { $called } では { $n } 個の ID でサインインしています。これは AWS が 1 つのブラウザに許す上限です。AWS はそのうちの 1 つからサインアウトするよう求めます。
browsers-crowd-label = サインインしている ID
browsers-crowd-member = { $title } の { $role }
browsers-crowd-anyway = それでも開く
browsers-crowd-apart = 専用プロファイルで開く
browsers-crowd-cancel = キャンセル

## Places in an account’s consoles.

visits-label = このアカウントの場所
visits-star = お気に入り: { $title }
visits-starIn = お気に入り: { $title }、{ $region }
visits-keep = { $title } をここに残す
visits-starred = { $title } をこのアカウントに残しました。
visits-unstarred = { $title } を外しました。

## Links to consoles.

links-copy = リンクをコピー
links-form = リンクの種類
links-forms-portal-name = ポータル、このロール
links-forms-portal_without_role-name = ポータル、任意のロール
links-forms-app-name = Portico、このロール
links-forms-app_without_role-name = Portico、任意のロール
links-copied = { $account } へのリンクをコピーしました。秘密情報は含まれません。
links-title = このリンクを開きますか?
links-lead = コンソールへのリンクを受け取りました。まだ何も開いていません。
links-wrong = このリンクの行き先はありません
links-portal = ポータル
links-account = アカウント
links-role = ロール
links-where = 場所
links-anywhere = ポータルの行き先
links-weakest = リンクにロールの指定がありません。これはそこで最も弱いロールです。
links-open = コンソールを開く
links-cancel = キャンセル
links-close = 閉じる

## Local endpoints that give credentials to tools.

serving-title = ツールに提供中
serving-open = ツールに提供…
serving-sheet-title = このコンピュータで認証情報を提供
serving-sheet-lead = SDK、コンテナ、IDE が、推測できないトークンを要求するローカルアドレスから、このロールの新しい認証情報を受け取ります。キーはファイルにも環境変数にも置かれません。
serving-sheet-idle = 要求がないとき、停止するまでの時間
serving-sheet-idles-15-name = 15 分
serving-sheet-idles-60-name = 1 時間
serving-sheet-idles-240-name = 4 時間
serving-sheet-idles-0-name = なし: 自分で停止するまで
serving-sheet-lock = 画面がロックされたら停止
serving-sheet-always = いずれの場合も、サインアウト時と Portico の終了時に停止します。
serving-sheet-act = 提供
serving-sheet-cancel = キャンセル
serving-label = { $account } の { $role } をツールに提供中
serving-card = { $account } の { $role } をツールに提供しています
serving-since = { $time } から
serving-untilIdle = { $time } まで (それまでに要求があれば延長)
serving-untilStopped = 停止またはサインアウトするまで
serving-untilLocked = 画面がロックされたときも停止します
serving-nobody = まだ要求はありません。
serving-asked = 要求 { $times } 回、最後は { $by } ({ $when })。
serving-aProgram = あるプログラム
serving-askedShort = { $by } が要求 ({ $when })
serving-nobodyShort = 要求なし
serving-copy = 設定をコピー
serving-copyFor = { $form } 用の設定をコピー
serving-stop = 停止
serving-stopOf = { $account } の { $role } の提供を停止
serving-goTo = { $account } へ移動
serving-started = { $account } の { $role } を提供しています。ツール用の設定をコピーしてください。
serving-copied = ツール用の設定を { $form } 用にコピーしました。これを持つ人は、停止するまで認証情報を取得できます。
serving-stopped = アドレスを閉じました。渡済みの認証情報は期限まで有効です。

## Exporting one profile.

exporting-title = プロファイルを書き出す
exporting-name = プロファイル名
exporting-form = 認証情報の取得方法
exporting-forms-credential_process-name = Portico から
exporting-forms-credential_process-hint = ここでサインインしている間、どこでも使えます。
exporting-forms-sso-session-name = AWS CLI から
exporting-forms-sso-session-hint = CLI が自分でサインインします。
exporting-diff = { $path } の変更点
exporting-diffLabel = 書き込まれる変更
exporting-planning = 変更点を調べています
exporting-nothing = 変更はありません。このプロファイルは書き込み済みです。
exporting-write = プロファイルを書き込む
exporting-cancel = キャンセル
exporting-hint = aws --profile { $profile }
