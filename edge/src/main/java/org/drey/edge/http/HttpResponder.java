package org.drey.edge.http;

/** Answers requests, at once: one that waits would hold up everyone. */
@FunctionalInterface
public interface HttpResponder {
  /** The answer to a request; to {@code HEAD} the same as to {@code GET}. */
  HttpResponse answer(HttpRequest request);
}
