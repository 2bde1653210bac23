package org.drey.edge.http;

import java.net.InetAddress;
import org.drey.edge.net.Connection;
import org.drey.edge.net.Conversation;
import org.drey.edge.net.Input;

/** Reads the head of one request and answers it. */
final class HttpConversation implements Conversation {
  private final Connection connection;
  private final InetAddress client;
  private final HttpProtocol protocol;
  private final StringBuilder head = new StringBuilder();

  HttpConversation(Connection connection, InetAddress client, HttpProtocol protocol) {
    this.connection = connection;
    this.client = client;
    this.protocol = protocol;
  }

  @Override
  public void proceed(Input in) {
    for (String line = in.line(); line != null; line = in.line()) {
      if (line.isEmpty()) {
        end(protocol.answer(head.toString(), client));
        return;
      }
      head.append(head.isEmpty() ? "" : "\n").append(line);
    }
    if (head.length() + in.size() >= protocol.headBytes()) {
      end(Response.bare(431).bytes(false));
    }
  }

  private void end(byte[] answer) {
    connection.write(answer);
    connection.finish();
  }
}
