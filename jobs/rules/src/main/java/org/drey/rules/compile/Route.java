package org.drey.rules.compile;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where an entity's kind and token stand among the carried values of a match.
 *
 * @param token index of the token
 * @param kind the entity's kind where it is fixed
 * @param kindAt index of the value that names the kind where it varies, else -1
 */
public record Route(int token, String kind, int kindAt) implements Serializable {

  /** The token that the values name, or null. */
  public @Nullable String token(@Nullable String[] values) {
    return values[token];
  }

  /** The kind that the values name, or null. */
  public @Nullable String kind(@Nullable String[] values) {
    return kindAt < 0 ? kind : values[kindAt];
  }
}
