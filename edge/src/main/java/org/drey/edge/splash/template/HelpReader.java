package org.drey.edge.splash.template;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads the services that help, and checks what becomes a link. */
final class HelpReader {
  private static final Set<String> KEYS =
      Set.of("kind", "audience", "name", "phone", "url", "offers");
  private static final List<String> TAKEN =
      List.of(BlockingProvider.APPEAL, ProcessingStatement.NOTICE);
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()./-]{1,24}");
  private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+");

  private HelpReader() {}

  static List<HelpService> helps(FileLayers layers) {
    List<HelpService> helps = new ArrayList<>();
    for (String id : layers.keys()) {
      FileLayers help = layers.below(id);
      if (!help.isEmpty()) {
        helps.add(help(id, help.known(KEYS)));
      }
    }
    return helps;
  }

  private static HelpService help(String id, FileLayers layers) {
    if (!ID.matcher(id).matches() || TAKEN.contains(id)) {
      throw layers
          .first()
          .problem(
              "an id has lower-case letters, digits and hyphens, and is not "
                  + String.join(" or ", TAKEN));
    }
    YamlNode audience = layers.value("audience");
    YamlNode phone = layers.value("phone");
    YamlNode url = layers.value("url");
    if (phone == null && url == null) {
      throw layers.first().problem("'" + id + "' needs a phone or a url");
    }
    return new HelpService(
        id,
        oneOf(HelpKind.class, layers.required("kind")),
        audience == null ? null : oneOf(PageAudience.class, audience),
        layers.required("name").words(),
        phone == null ? null : phone(phone),
        url == null ? null : url(url),
        offers(layers.value("offers")));
  }

  private static Set<HelpService.Offer> offers(@Nullable YamlNode node) {
    Set<HelpService.Offer> offers = EnumSet.noneOf(HelpService.Offer.class);
    if (node != null) {
      node.items().forEach(item -> offers.add(oneOf(HelpService.Offer.class, item)));
    }
    return offers;
  }

  private static <E extends Enum<E>> E oneOf(Class<E> type, YamlNode node) {
    List<String> names = new ArrayList<>();
    for (E value : type.getEnumConstants()) {
      String name = value.name().toLowerCase(Locale.ROOT);
      if (name.equals(node.words())) {
        return value;
      }
      names.add(name);
    }
    throw node.problem("expected one of " + String.join(", ", names));
  }

  /** A number as people read it. */
  static String phone(YamlNode node) {
    if (!PHONE.matcher(node.words()).matches()) {
      throw node.problem("expected a telephone number, such as 0800 1111");
    }
    return node.words();
  }

  static String email(YamlNode node) {
    if (!EMAIL.matcher(node.words()).matches()) {
      throw node.problem("expected an e-mail address");
    }
    return node.words();
  }

  /** A website; anything else a link can be, such as a script, is refused. */
  static URI url(YamlNode node) {
    try {
      URI url = new URI(new URI(node.words()).toASCIIString());
      String scheme = url.getScheme();
      if (("https".equals(scheme) || "http".equals(scheme)) && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // reported below, like every other text that is no address of a website
    }
    throw node.problem("expected the address of a website, such as https://www.example.org/");
  }
}
