import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import { host } from '#host';
import Picker from './Picker.svelte';
import { Picking } from './picking.svelte';
import { system } from './system';

const target = document.getElementById('picker');
document.documentElement.dataset.system = system();
const picking = new Picking(host);
// First the field, so that no key is lost between the window and the page.
if (target) mount(Picker, { target, props: { picking } });
await picking.begin();
