import { useQuery } from '@tanstack/react-query';
import { useDesktop } from '../../../replica/context.ts';
import { overviewKey } from '../../../replica/events.ts';

/** Whether the own office's key lies on this laptop, so that it can accept others. Undefined until the desktop has answered. */
export const useOfficeKeyHere = (): boolean | undefined => {
  const desktop = useDesktop();
  return useQuery({
    queryKey: [...overviewKey, 'officeKeyHere'],
    queryFn: async () => {
      const key = await desktop.officeKey({});
      return key.ok && key.value !== null;
    },
  }).data;
};
