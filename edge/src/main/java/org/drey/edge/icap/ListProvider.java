package org.drey.edge.icap;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where lists come from. */
public interface ListProvider {

  /**
   * The lists as they are now.
   *
   * @param before what this returned last, to be returned itself if nothing has changed; null for
   *     nothing yet
   * @throws IOException if a list is missing or damaged; {@code before} stays good then
   */
  CurrentLists now(@Nullable CurrentLists before) throws IOException;
}
