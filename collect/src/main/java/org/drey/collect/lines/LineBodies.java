package org.drey.collect.lines;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.kafka.common.errors.InterruptException;
import org.drey.collect.listen.PostEndpoint;

/**
 * Bodies of lines, each a file of its own. One is safe when the brokers have all of it.
 *
 * @param feeds of the lines
 */
public record LineBodies(LineFeeds feeds) implements PostEndpoint.BodyTaker {
  @Override
  public boolean take(byte[] body) throws IOException, InterruptedException {
    long lost = feeds.lost();
    try {
      new LineSplitter(feeds.intake(), 0).readAll(new ByteArrayInputStream(body));
      feeds.flush();
    } catch (InterruptException e) {
      throw new InterruptedException(e.getMessage());
    }
    return feeds.lost() == lost;
  }
}
