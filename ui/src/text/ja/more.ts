// Japanese, of the quick picker, diagnostics, guardrails and where credentials come from.
import { count, plural } from '../../numbers';
import type { Text } from '../../text';

export const picker: Text['picker'] = {
  title: 'クイックピッカー',
  label: 'アカウント、ロール、サービス、リージョン',
  placeholder: 'アカウント、read や admin、サービス、リージョン',
  found: '一致するアカウント',
  none: '一致するアカウントはありません。',
  lacks: { portal: 'ポータルがまだありません。Enter で Portico を開き、追加してください。', sign_in: 'サインアウトしています。Enter で Portico を開き、サインインしてください。' },
  dear: 'お気に入りと最近のものが先です',
  total: (n) => plural(n, { other: `${count(n)} アカウント` }),
  enter: (where) => (where === '' ? 'コンソールを開く' : `${where} を開く`),
  tab: '別のロール',
  escape: '閉じる',
  key: 'クイックピッカー',
  keyName: 'ショートカットキー',
  keyHint: 'どこにいても、すべての上に小さな検索を開きます。',
  change: '変更',
  press: 'キーを押してください…',
  off: 'オフにする',
  usual: (keys) => `${keys} を使う`,
  done: (keys) => `${keys} でクイックピッカーが開きます。`,
  doneOff: 'クイックピッカーを開くキーはありません。',
  standing: {
    on: '',
    off: '現在、これを開くキーはありません。',
    taken: 'このキーは別のプログラムが使っています。別のキーを選んでください。',
    unavailable: 'このデスクトップはプログラムに専用のキーを与えません。デスクトップの設定で、キーから次を実行してください: portico-app --picker',
  },
};

export const diagnostics: Text['diagnostics'] = {
  title: '診断',
  lead: 'Portico に必要なものがすべて整っているかを、portico doctor と同じように確認します。何も変更しません。',
  look: 'このコンピュータを確認',
  again: 'もう一度確認',
  reach: 'ポータルにも問い合わせる',
  reachHint: 'ポータルには、指示があったときだけ問い合わせます。',
  looking: '確認しています…',
  levels: { good: '正常', note: 'メモ', warning: '警告', problem: '問題' },
  checks: {
    credentials: '認証情報', profiles: 'プロファイル', settings: '設定', clock: '時計', certificates: '証明書', proxy: 'プロキシ', portal: 'ポータル',
    keychain: 'キーチェーン', session: 'セッション', caches: 'キャッシュ', programs: 'プログラム', files: 'ファイル',
  },
  summary: (problems, warnings) => {
    const [p, w] = [`問題 ${problems} 件`, `警告 ${warnings} 件`];
    if (problems + warnings === 0) return '問題はありません。';
    return problems === 0 ? `${w}。Portico の動作を妨げるものはありません。` : warnings === 0 ? `${p}。` : `${p}、${w}。`;
  },
  findings: '見つかったこと',
  facts: 'バージョンと場所',
  fact: {
    portico: 'Portico', web_view: 'ウェブビュー', system: 'システム', settings: '設定', catalog: 'アカウント', journal: '記録', organisation: '組織',
    aws_config: 'AWS の設定', aws_credentials: 'AWS の認証情報',
  },
  report: 'レポートの内容',
  reportLabel: 'レポート',
  reportHint: '秘密情報やホームフォルダの名前は含まず、アカウント番号は末尾だけを含みます。',
  copy: 'レポートをコピー',
  save: 'レポートを保存',
  saved: (path) => `レポートは ${path} にあります。`,
};

export const guardrails: Text['guard']['rails'] = {
  title: 'ガードレール',
  lead: '読み取り以上のことができるロールとの間にあるものです。読み取りだけのロールは、本番環境でもすぐに開きます。',
  loading: 'ガードレールを読み込んでいます',
  guards: {
    admin: { name: '管理者ロール', hint: 'すべてを変更できるロール' },
    production: { name: '本番環境のロール', hint: '本番環境とされたアカウントで、読み取り以上のことをするロール' },
    write: { name: '変更できるロール', hint: 'どのアカウントでも。名前から分からないロールも含みます' },
  },
  ways: { free: 'すぐに開く', hold: 'ボタンを長押し', type: '名前を入力', never: '使わない' },
  least: (way) => `少なくとも: ${way}`,
  asWrite: '変更できるロールより容易にはなりません',
  minutes: { name: '確認したロールを使える時間', hint: 'その後、Portico は認証情報を忘れ、もう一度確認します。' },
  span: (n) => (n % 60 !== 0 || n === 0 ? `${n} 分` : `${n / 60} 時間`),
  most: (span) => `最長 ${span}`,
  switches: {
    reason: { name: '理由を必須にする', hint: '記録に残ります。理由はいつでも付けられます。' },
    tools: { name: 'ツールは確認を待つ', hint: 'このようなロールの認証情報は、確認している間だけツールに渡します。' },
    support: { name: 'サポートモード', hint: '一覧、ピッカー、トレイには読み取りのロールだけを表示し、それ以外はすべて確認します。' },
  },
  rules: (n) => (n === 0 ? 'アカウントとロールの規則' : `アカウントとロールの規則 (${n})`),
  production: '本番環境とするもの',
  others: '名前にかかわらず本番環境ではないもの',
  classes: '名前にかかわらないロールの種類',
  noRules: '規則はありません。名前とタグから、本番環境かどうかとロールにできることを判断します。',
  ignored: '組織のガードレールがあるため、ご自身で本番環境ではないとしたアカウントは考慮されません。',
  byHand: (path) => `${path} に手で書きます。`,
  is: 'は',
  kept: 'ガードレールを保存しました。',
};

export const explain: Text['profiles']['explain'] = {
  open: (profile) => `${profile} の認証情報の出どころ`,
  title: (profile) => `${profile} の認証情報の出どころ`,
  loading: 'AWS のファイルを読み込んでいます',
  wins: 'ツールはこれを使います',
  winsWhy: 'ツールが探す場所のうち、最初に設定されているものです。',
  fails: 'ツールはこれを使い、失敗します',
  failsWhy: '最初に設定されているものです。失敗しても、ツールはその先を探しません。',
  nothing: 'どのツールも認証情報を見つけられません',
  passed: '後に来るため、使われません',
  ignored: 'プロファイルが指定されているため、見られません',
  others: 'ほかに設定されているもの',
  sources: {
    environment: '環境変数のキー',
    'assumed-role': '引き受けたロール',
    'web-identity': 'ウェブ ID',
    'identity-center': 'AWS CLI 自身のサインイン',
    'credentials-file': 'credentials ファイルのキー',
    login: 'aws login によるサインイン',
    process: 'プログラム (credential_process)',
    'config-file': 'config ファイルのキー',
    container: 'ローカルエンドポイント',
    instance: 'コンピュータ自体 (AWS のものの場合)',
  },
  notes: 'ツールによって異なる点',
  terminal: 'これは Portico の知る範囲で --profile に当てはまります。ターミナルには独自の変数があるかもしれません。そこで次を実行してください:',
  close: '閉じる',
};

export const updates: Text['updates'] = {
  title: 'アップデート',
  lead: 'Portico は、求められたときだけ新しいバージョンを探します。作成者の署名がないものはインストールしません。',
  look: 'アップデートを確認',
  looking: '確認しています…',
  off: 'この Portico はアップデートを受け付けません。インストールしたときと同じ方法で更新してください。',
  newest: (version) => `${version} は最新のバージョンです。`,
  installed: (version) => `${version} をインストールしました。使うには Portico を終了し、もう一度起動してください。`,
};
