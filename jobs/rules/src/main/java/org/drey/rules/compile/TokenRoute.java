package org.drey.rules.compile;

import java.io.Serializable;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The place of an entity's token and kind: among the slots of an event, or among the carried values
 * of a match.
 */
public sealed interface TokenRoute extends Serializable {
  /** Index of the token. */
  int token();

  /** The kind, which the values name if it varies; null if they do not. */
  @Nullable String kind(@Nullable String[] values);

  /** The same entity among values that are each at another place. */
  TokenRoute moved(int[] places);

  /** Calls with each index that it reads. */
  void eachRead(IntConsumer reader);

  /** The token that the values name, or null. */
  default @Nullable String token(@Nullable String[] values) {
    return values[token()];
  }

  /** An entity of one kind. */
  record FixedKind(int token, String kind) implements TokenRoute {
    @Override
    public String kind(@Nullable String[] values) {
      return kind;
    }

    @Override
    public TokenRoute moved(int[] places) {
      return new FixedKind(places[token], kind);
    }

    @Override
    public void eachRead(IntConsumer reader) {
      reader.accept(token);
    }
  }

  /**
   * An entity whose kind varies.
   *
   * @param kindAt index of the value that names it
   */
  record VaryingKind(int token, int kindAt) implements TokenRoute {
    @Override
    public @Nullable String kind(@Nullable String[] values) {
      return values[kindAt];
    }

    @Override
    public TokenRoute moved(int[] places) {
      return new VaryingKind(places[token], places[kindAt]);
    }

    @Override
    public void eachRead(IntConsumer reader) {
      reader.accept(token);
      reader.accept(kindAt);
    }
  }
}
