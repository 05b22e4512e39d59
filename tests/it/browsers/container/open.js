// What Granted Containers does with an address: its container is made when there is none, and the page opens in it.
(async () => {
  const said = decodeURIComponent(location.hash.slice(1)).replace(/^ext\+granted-containers:/, '');
  const asked = new URLSearchParams(said);
  const [name, url, color] = ['name', 'url', 'color'].map((key) => asked.get(key));
  const [known] = await browser.contextualIdentities.query({ name });
  const container = known ?? (await browser.contextualIdentities.create({ name, color: color ?? 'blue', icon: 'circle' }));
  await browser.tabs.create({ url, cookieStoreId: container.cookieStoreId });
  const tab = await browser.tabs.getCurrent();
  await browser.tabs.remove(tab.id);
})();
