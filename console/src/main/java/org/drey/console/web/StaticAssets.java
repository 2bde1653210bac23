package org.drey.console.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Style sheet, script and icon, which are in the jars; nothing comes from elsewhere. */
final class StaticAssets {
  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.8/dist/htmx.min.js";

  private final Map<String, Asset> assets = new HashMap<>();

  private record Asset(byte[] content, String type) {}

  private StaticAssets() {}

  static StaticAssets read() {
    StaticAssets assets = new StaticAssets();
    assets.add("console.css", "/console/assets/console.css", "text/css; charset=utf-8");
    assets.add("console.js", "/console/assets/console.js", "text/javascript; charset=utf-8");
    assets.add("htmx.js", HTMX, "text/javascript; charset=utf-8");
    assets.add("icon.svg", "/console/assets/icon.svg", "image/svg+xml");
    return assets;
  }

  private void add(String name, String resource, String type) {
    try (InputStream in = StaticAssets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not in the jars: " + resource);
      }
      assets.put(name, new Asset(in.readAllBytes(), type));
    } catch (IOException e) {
      throw new IllegalStateException("cannot be read from the jars: " + resource, e);
    }
  }

  void serve(Context context) {
    @Nullable Asset asset = assets.get(context.pathParam("name"));
    if (asset == null) {
      throw RequestRefusal.notFound();
    }
    context.contentType(asset.type()).header("Cache-Control", "no-cache").result(asset.content());
  }
}
