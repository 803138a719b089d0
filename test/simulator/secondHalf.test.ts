import { itPlaysHistories } from './itPlaysHistories.ts';

itPlaysHistories(1, 2);
