// @ts-check
import { followTheme } from '../../../report/page/theme.js';

followTheme(() => undefined);
