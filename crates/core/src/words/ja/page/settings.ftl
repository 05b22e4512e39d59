# Japanese, in the window: settings.

## Settings.

settings-title = 設定
settings-portals = ポータル
settings-none = ポータルはまだありません。
settings-remove = 削除
settings-removeNamed = { $portal } を削除
settings-removeTitle = { $portal } を削除しますか?
settings-removeBody = Portico はサインアウトし、アカウントの情報を忘れます。書き出したプロファイルは残ります。
settings-keep = 残す
settings-add = ポータルを追加
settings-shares = { $others } と同じポータル (セッションは別)
settings-fixed = 組織による設定
settings-signIn = サインイン
settings-browser-name = ブラウザで
settings-browser-hint = 通常の方法です。求められたときに Portico が開きます。
settings-code-name = コードで、任意の端末から
settings-code-on = ブラウザのないコンピュータのために、サインイン時に表示されます。
settings-code-off = 設定ファイルでオフになっています。
settings-code-fixedOn = 組織により、常に表示されます。
settings-code-fixedOff = 組織によりオフになっています。コードを入力するようあなたを説得した人が、あなたとしてサインインできてしまうためです。
settings-code-states-on = 表示
settings-code-states-off = オフ
settings-keychain = キーチェーン
settings-notifications = 通知
settings-quiet = 通知しない時間帯
settings-quietHint = この時間帯は通知しません。通常は { $from } から { $to } までです。
settings-from = 開始
settings-to = 終了
settings-wrongTime = 両方の時刻を 22:00 のように、異なる値で入力してください。
settings-start = 起動
settings-atLogin = このコンピュータにログインしたら起動する
settings-atLoginHint = Portico はウィンドウを開かず、トレイで待ちます。
settings-appearance = 外観
settings-language = 言語
settings-languageSystem = システムに合わせる ({ $name })
settings-themes-system = システムに合わせる
settings-themes-light = ライト
settings-themes-dark = ダーク
settings-demo = デモ企業を見てみる
settings-demoBody = このコンピュータでローカルの Identity Center を動かします。AWS アカウントは不要です。

## Guarded roles.

guard-title = { $role } を使いますか?
guard-because-can-read = { $role } は { $account } のすべてを閲覧できます
guard-because-can-unknown = { $role } の名前からは、{ $account } でどこまで変更できるか分かりません
guard-because-can-write = { $role } は { $account } で変更を行えます
guard-because-can-admin = { $role } は { $account } のすべてを変更できます
guard-because-marked = { $said }。このアカウントは本番環境とされています
guard-because-unlisted = { $said }。このアカウントは一覧になく、本番環境の可能性があります
guard-because-support = { $said }。サポートモードがオンです
guard-because-whole = { $said }。
guard-clock = { $minutes } 分間です。その後、Portico は認証情報を忘れます。
guard-why = 理由
guard-whyHint = チケット番号など
guard-whyOptional = 理由 (任意)
guard-type = 続けるには { $name } と入力してください
guard-orType = または { $name } と入力
guard-hold = 長押しで続ける
guard-holding = そのまま押し続けてください…
guard-go = 続ける
guard-cancel = キャンセル
guard-stepped = 昇格中
guard-of = { $account } の { $role }
guard-left = 残り { $time }
guard-end = 今すぐ終了
guard-endShort = 終了
guard-endOf = 今すぐ終了: { $account } の { $role }
guard-ended = { $account } の { $role } を終了しました。渡済みの認証情報は期限まで有効です。

## Guardrails, in the settings.

guard-rails-title = ガードレール
guard-rails-lead = 読み取り以上のことができるロールとの間にあるものです。読み取りだけのロールは、本番環境でもすぐに開きます。
guard-rails-loading = ガードレールを読み込んでいます
guard-rails-guards-admin-name = 管理者ロール
guard-rails-guards-admin-hint = すべてを変更できるロール
guard-rails-guards-production-name = 本番環境のロール
guard-rails-guards-production-hint = 本番環境とされたアカウントで、読み取り以上のことをするロール
guard-rails-guards-write-name = 変更できるロール
guard-rails-guards-write-hint = どのアカウントでも。名前から分からないロールも含みます
guard-rails-ways-free = すぐに開く
guard-rails-ways-hold = ボタンを長押し
guard-rails-ways-type = 名前を入力
guard-rails-ways-never = 使わない
guard-rails-least-hold = 少なくとも: ボタンを長押し
guard-rails-least-type = 少なくとも: 名前を入力
guard-rails-asWrite = 変更できるロールより容易にはなりません
guard-rails-minutes-name = 確認したロールを使える時間
guard-rails-minutes-hint = その後、Portico は認証情報を忘れ、もう一度確認します。
guard-rails-most = 最長 { $span }
guard-rails-switches-reason-name = 理由を必須にする
guard-rails-switches-reason-hint = 記録に残ります。理由はいつでも付けられます。
guard-rails-switches-tools-name = ツールは確認を待つ
guard-rails-switches-tools-hint = このようなロールの認証情報は、確認している間だけツールに渡します。
guard-rails-switches-support-name = サポートモード
guard-rails-switches-support-hint = 一覧、ピッカー、トレイには読み取りのロールだけを表示し、それ以外はすべて確認します。
guard-rails-rules =
    { $n ->
        [0] アカウントとロールの規則
       *[other] アカウントとロールの規則 ({ $n })
    }
guard-rails-production = 本番環境とするもの
guard-rails-others = 名前にかかわらず本番環境ではないもの
guard-rails-classes = 名前にかかわらないロールの種類
guard-rails-noRules = 規則はありません。名前とタグから、本番環境かどうかとロールにできることを判断します。
guard-rails-ignored = 組織のガードレールがあるため、ご自身で本番環境ではないとしたアカウントは考慮されません。
guard-rails-byHand = { $path } に手で書きます。
guard-rails-is = は
guard-rails-kept = ガードレールを保存しました。

## Support mode.

support-on = サポートモード: 読み取りロールのみ表示しています。
support-all = サポートモード: 読み取り以外のロールも表示しています。
support-show = すべてのロールを表示
support-hide = 読み取りのみ
support-withheld = 読み取り以上のロール { $n } 件

## Diagnostics.

diagnostics-title = 診断
diagnostics-lead = Portico に必要なものがすべて整っているかを、portico doctor と同じように確認します。何も変更しません。
diagnostics-look = このコンピュータを確認
diagnostics-again = もう一度確認
diagnostics-reach = ポータルにも問い合わせる
diagnostics-reachHint = ポータルには、指示があったときだけ問い合わせます。
diagnostics-looking = 確認しています…
diagnostics-levels-good = 正常
diagnostics-levels-note = メモ
diagnostics-levels-warning = 警告
diagnostics-levels-problem = 問題
diagnostics-checks-credentials = 認証情報
diagnostics-checks-profiles = プロファイル
diagnostics-checks-settings = 設定
diagnostics-checks-clock = 時計
diagnostics-checks-certificates = 証明書
diagnostics-checks-proxy = プロキシ
diagnostics-checks-portal = ポータル
diagnostics-checks-keychain = キーチェーン
diagnostics-checks-session = セッション
diagnostics-checks-caches = キャッシュ
diagnostics-checks-programs = プログラム
diagnostics-checks-files = ファイル
diagnostics-problems = 問題 { $problems } 件
diagnostics-warnings = 警告 { $warnings } 件
diagnostics-summary =
    { $problems ->
        [0]
            { $warnings ->
                [0] 問題はありません。
               *[other] { diagnostics-warnings }。Portico の動作を妨げるものはありません。
            }
       *[other]
            { $warnings ->
                [0] { diagnostics-problems }。
               *[other] { diagnostics-problems }、{ diagnostics-warnings }。
            }
    }
diagnostics-findings = 見つかったこと
diagnostics-facts = バージョンと場所
diagnostics-fact-portico = Portico
diagnostics-fact-web_view = ウェブビュー
diagnostics-fact-system = システム
diagnostics-fact-settings = 設定
diagnostics-fact-catalog = アカウント
diagnostics-fact-journal = 記録
diagnostics-fact-organisation = 組織
diagnostics-fact-aws_config = AWS の設定
diagnostics-fact-aws_credentials = AWS の認証情報
diagnostics-report = レポートの内容
diagnostics-reportLabel = レポート
diagnostics-reportHint = 秘密情報やホームフォルダの名前は含まず、アカウント番号は末尾だけを含みます。
diagnostics-copy = レポートをコピー
diagnostics-save = レポートを保存
diagnostics-saved = レポートは { $path } にあります。

## Updates.

updates-title = アップデート
updates-lead = Portico は、求められたときだけ新しいバージョンを探します。作成者の署名がないものはインストールしません。
updates-look = アップデートを確認
updates-looking = 確認しています…
updates-off = この Portico はアップデートを受け付けません。インストールしたときと同じ方法で更新してください。
updates-newest = { $version } は最新のバージョンです。
updates-installed = { $version } をインストールしました。使うには Portico を終了し、もう一度起動してください。
