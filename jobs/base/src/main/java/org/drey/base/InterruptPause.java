package org.drey.base;

/** A pause of an interrupt, so that what ends a piece of work is not cut short by it. */
public final class InterruptPause {
  private InterruptPause() {}

  /** An end of a piece of work. */
  @FunctionalInterface
  public interface OrderlyEnd<E extends Exception> {
    /** Ends it. */
    void run() throws E;
  }

  /** Ends a piece of work as if its thread had not been interrupted; then it is so again. */
  public static <E extends Exception> void during(OrderlyEnd<E> end) throws E {
    boolean isInterrupted = Thread.interrupted();
    try {
      end.run();
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
