package org.drey.edge.http;

import java.net.InetAddress;
import org.drey.edge.net.ClientConnection;
import org.drey.edge.net.ClientConversation;
import org.drey.edge.net.ClientInput;

/** Reads the head of one request and answers it. */
final class HttpConversation implements ClientConversation {
  private final ClientConnection connection;
  private final InetAddress client;
  private final HttpProtocol protocol;
  private final StringBuilder head = new StringBuilder();

  HttpConversation(ClientConnection connection, InetAddress client, HttpProtocol protocol) {
    this.connection = connection;
    this.client = client;
    this.protocol = protocol;
  }

  @Override
  public void proceed(ClientInput in) {
    for (String line = in.line(); line != null; line = in.line()) {
      if (line.isEmpty()) {
        end(protocol.answer(head.toString(), client));
        return;
      }
      head.append(head.isEmpty() ? "" : "\n").append(line);
    }
    if (head.length() + in.size() >= protocol.headBytes()) {
      end(HttpResponse.bare(431).bytes(false));
    }
  }

  private void end(byte[] answer) {
    connection.write(answer);
    connection.finish();
  }
}
