import { useEffect, useLayoutEffect, useRef } from 'react';
import { newFormId } from '../../replica/newForm.ts';
import type { Desk } from './useDesk.ts';

type Actions = { readonly desk: Desk; readonly leave: () => void; readonly nextLanguage: () => void };

/** A stranger stands before it: no letters or digits are keys here, because a scanner types them. Answers whether the key was one. */
const act = (key: string, { desk, leave, nextLanguage }: Actions): boolean => {
  switch (key) {
    case 'F2':
      desk.go({ at: 'prompt' });
      return true;
    case 'F3':
      // Pressed again, it would begin another visitor and lose the one that is being typed.
      if (desk.stage.at !== 'walkIn') desk.go({ at: 'walkIn', id: newFormId() });
      else if (desk.isSaving(desk.stage.id)) desk.walkInAfterwards();
      return true;
    case 'F4':
      if (desk.lastBadge) desk.go({ at: 'badge', registration: desk.lastBadge });
      return true;
    case 'F6':
      nextLanguage();
      return true;
    case 'F10':
      leave();
      return true;
    case 'Escape':
      if (desk.stage.at === 'prompt' && desk.typed !== '') desk.type('');
      else if (desk.stage.at === 'prompt') leave();
      else desk.go({ at: 'prompt' });
      return true;
    default:
      return false;
  }
};

/** A space only behind what is typed: by itself it presses the button that has the focus. */
const isCharacter = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent, { typed }: Desk): boolean =>
  [...key].length === 1 && (key !== ' ' || typed !== '') && !ctrlKey && !altKey && !metaKey;

/** The next badge may be scanned while the last result still shows, or after somebody has touched the screen beside the field. */
const typeOn = (event: KeyboardEvent, desk: Desk): boolean => {
  const { stage, type, go } = desk;
  if (stage.at === 'walkIn' || stage.at === 'leaving' || event.target instanceof HTMLInputElement || !isCharacter(event, desk))
    return false;
  type((before) => before + event.key);
  go({ at: 'prompt' });
  return true;
};

/** The form of a walk-in that is being saved takes nothing any more: the next badge is scanned already. */
const typeAhead = (event: KeyboardEvent, desk: Desk): boolean => {
  const { stage, type, isSaving, enterAfterwards } = desk;
  if (stage.at !== 'walkIn' || !isSaving(stage.id)) return false;
  if (event.key === 'Enter') enterAfterwards();
  else if (isCharacter(event, desk)) type((before) => before + event.key);
  else return false;
  return true;
};

/** Enter where nothing has the focus, as after a touch beside the field. */
const enterOn = (event: KeyboardEvent, { stage, go, enter }: Desk): boolean => {
  if (event.key !== 'Enter' || event.target !== document.body) return false;
  if (stage.at === 'prompt') void enter();
  else if (stage.at === 'outcome') go({ at: 'prompt' });
  return true;
};

/** The keys of the desk, wherever the focus is: a keystroke that arrives between two screens counts as well. */
export const useDeskKeys = (actions: Actions): void => {
  const now = useRef(actions);
  useLayoutEffect(() => {
    now.current = actions;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const { desk } = now.current;
      if (act(event.key, now.current) || [typeAhead, typeOn, enterOn].some((take) => take(event, desk))) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
};
