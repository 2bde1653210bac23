package org.drey.edge.splash.page;

import java.util.EnumSet;
import java.util.List;

/** The services that help, a card for each kind of help. */
final class HelpSection {
  private final Content content;
  private final Texts texts;
  private final View view;

  HelpSection(Content content, Texts texts, View view) {
    this.content = content;
    this.texts = texts;
    this.view = view;
  }

  String html() {
    StringBuilder html = new StringBuilder();
    html.append("<section id=\"help\" tabindex=\"-1\" aria-labelledby=\"help-title\">\n");
    html.append("<h2 id=\"help-title\">").append(text("titles.help")).append("</h2>\n");
    html.append(Html.paragraphs(texts.text(view.audience(), "help")));
    String emergency = content.emergency();
    if (emergency != null) {
      String sentence = texts.text(view.audience(), "emergency");
      html.append("<p class=\"emergency\"><strong>")
          .append(Html.fill(sentence, "number", Html.call("number", "{number}", emergency)))
          .append("</strong></p>\n");
    }
    StringBuilder cards = new StringBuilder();
    HelpKind.shown(view.audience(), view.policy()).forEach(kind -> cards.append(card(kind)));
    if (!cards.isEmpty()) {
      html.append("<ul class=\"cards\" role=\"list\">\n").append(cards).append("</ul>\n");
    }
    return html.append("</section>\n").toString();
  }

  /** Nothing if the country has no service of this kind. */
  private String card(HelpKind kind) {
    List<Help> helps =
        content.helps().stream()
            .filter(help -> help.kind() == kind && help.isFor(view.audience()))
            .toList();
    if (helps.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<li class=\"card\">\n");
    html.append("<h3>").append(text("kinds." + kind.key() + ".title")).append("</h3>\n");
    html.append(Html.paragraphs(texts.text(view.audience(), "kinds." + kind.key() + ".text")));
    helps.forEach(help -> html.append(service(help)));
    return html.append("</li>\n").toString();
  }

  private String service(Help help) {
    StringBuilder html = new StringBuilder("<div class=\"service\">\n");
    html.append("<p class=\"name\"><bdi>").append(Html.escape(help.name())).append("</bdi></p>\n");
    if (!help.offers().isEmpty()) {
      html.append("<ul class=\"offers\" role=\"list\">");
      for (Help.Offer offer : EnumSet.copyOf(help.offers())) {
        html.append("<li>").append(Html.escape(texts.common(offer.key()))).append("</li>");
      }
      html.append("</ul>\n");
    }
    html.append("<p class=\"ways\">");
    if (help.phone() != null) {
      html.append(Html.call("way call", texts.common("call"), help.phone())).append('\n');
    }
    if (help.url() != null) {
      String label =
          Html.fill(texts.common("website"), "name", "<bdi>" + Html.escape(help.name()) + "</bdi>");
      html.append(Links.external(help.id(), help.url(), label)).append('\n');
    }
    return html.append("</p>\n</div>\n").toString();
  }

  private String text(String key) {
    return Html.escape(texts.text(view.audience(), key));
  }
}
