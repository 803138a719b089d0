import { itPlaysHistories } from './itPlaysHistories.ts';

itPlaysHistories(0, 2);
