package org.drey.console.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The frame around each page.
 *
 * @param title of the page
 * @param analyst who is signed in, opaque; null if no one is
 * @param csrf what each form has to send back
 * @param away why what is shown may be old, or not all; null if it is neither
 * @param places the pages that the person's roles have: addresses and names
 * @param decided what became of the verdict that was given just before; null if none was
 */
public record PageFrame(
    String title,
    @Nullable String analyst,
    String csrf,
    @Nullable String away,
    List<Map.Entry<String, String>> places,
    @Nullable ProgressView decided) {

  /** The same with something more that is not there. */
  public PageFrame lacking(@Nullable String what) {
    String all = what == null || away == null ? what : away + " " + what;
    return what == null ? this : new PageFrame(title, analyst, csrf, all, places, decided);
  }
}
