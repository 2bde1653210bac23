package org.drey.console.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drey.console.view.MessageView;
import org.drey.console.view.PageFrame;
import org.drey.console.view.PageTemplates;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** The answer to what is no request that a route could be found for. */
final class UnreadableRequest extends ErrorHandler {
  private static final byte[] PAGE =
      PageTemplates.message(
              new MessageView(
                  new PageFrame("Console", null, "", null, List.of(), null),
                  "This is no address of the console.",
                  List.of(),
                  List.of()))
          .getBytes(StandardCharsets.UTF_8);

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    RequestGuards.HEADERS.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");
    response.write(true, BufferUtil.toBuffer(PAGE), callback);
    return true;
  }
}
