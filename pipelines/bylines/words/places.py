"""Cities that stand in bylines: a part of a byline that is one of them says where, not who."""

from __future__ import annotations

from pipelines.bylines.phrases import phrase_set

PLACES = phrase_set(
    line.strip()
    for line in """
    Aachen; Abidjan; Abu Dhabi; Abuja; Accra; Addis Ababa; Algiers; Alger; Amman; Amsterdam; Ankara; Antwerp;
    Athen; Athens; Athènes; Atlanta; Auckland; Augsburg; Austin; Baghdad; Bagdad; Baku; Baltimore; Bangalore;
    Bangkok; Barcelona; Basel; Beijing; Beirut; Belfast; Belgrad; Belgrade; Bengaluru; Berlin; Bern; Bilbao;
    Birmingham; Bochum; Bogotá; Bogota; Bologna; Bonn; Bordeaux; Boston; Brasília; Brasilia; Bratislava; Bremen;
    Brisbane; Brussels; Brüssel; Bruxelles; Bruselas; Bucharest; Bukarest; Budapest; Buenos Aires; Cairo;
    Calgary; Canberra; Cannes; Cape Town; Caracas; Cardiff; Casablanca; Chemnitz; Chennai; Chicago; Cologne;
    Colombo; Copenhagen; Cupertino; Dakar; Dallas; Damascus; Damaskus; Darmstadt; Davos; Delhi; Denver; Detroit;
    Dhaka; Doha; Dortmund; Dresden; Dubai; Dublin; Duisburg; Düsseldorf; Edinburgh; Erfurt; Essen; Firenze;
    Florence; Frankfurt; Frankfurt am Main; Freiburg; Geneva; Genève; Genf; Genova; Glasgow; Göteborg; Graz;
    Hamburg; Hannover; Hanoi; Harare; Havana; Heidelberg; Helsinki; Ho Chi Minh City; Hong Kong; Hongkong;
    Honolulu; Houston; Hyderabad; Innsbruck; Islamabad; Istanbul; Jakarta; Jerusalem; Johannesburg; Kabul;
    Kairo; Kampala; Karachi; Karlsruhe; Kassel; Kathmandu; Khartoum; Kiel; Kiew; Kigali; Kinshasa; Köln;
    Kolkata; København; Kuala Lumpur; Kyiv; Kyjiw; La Paz; Lagos; Las Vegas; Leeds; Leipzig; Lille; Lima; Linz;
    Lisboa; Lisbon; Lissabon; Liverpool; Ljubljana; London; Londres; Los Angeles; Lucerne; Luxembourg;
    Luxemburg; Luzern; Lviv; Lyon; Madrid; Mainz; Manchester; Manila; Mannheim; Marseille; Melbourne; Mexico
    City; Ciudad de México; Miami; Milan; Milano; Minneapolis; Minsk; Moscow; Moskau; Moscou; Montevideo;
    Montreal; Montréal; Mumbai; München; Munich; Münster; Nairobi; Nantes; Napoli; Naples; Nashville; New Delhi;
    Neu-Delhi; New Orleans; New York; New York City; Nice; Nürnberg; Nuremberg; Oslo; Osaka; Ottawa; Palo Alto;
    Panama City; Paris; Peking; Perth; Philadelphia; Phoenix; Pittsburgh; Port-au-Prince; Portland; Porto; Porto
    Alegre; Porto Velho; Potsdam; Prag; Prague; Pretoria; Quito; Ramallah; Recife; Reykjavik; Riga; Rio de
    Janeiro; Riyadh; Rom; Roma; Rome; Rostock; Rotterdam; Saarbrücken; Sacramento; Salvador; Salzburg; San
    Diego; San Francisco; San José; San Salvador; Santiago; Santiago de Chile; São Paulo; Sarajevo; Schwerin;
    Seattle; Seoul; Sevilla; Shanghai; Shenzhen; Singapore; Singapur; Skopje; Sofia; St. Louis; Stockholm;
    Strasbourg; Straßburg; Stuttgart; Sydney; Taipei; Taipeh; Tallinn; Tashkent; Tbilisi; Tehran; Teheran; Tel
    Aviv; The Hague; Den Haag; La Haye; Tokio; Tokyo; Torino; Toronto; Toulouse; Tripoli; Tunis; Turin; Utrecht;
    Valencia; Vancouver; Venice; Venezia; Vienna; Vienne; Vilnius; Warsaw; Warschau; Varsovie; Washington;
    Washington, D.C.; Washington DC; Washington D.C.; Wellington; Wien; Wiesbaden; Wolfsburg; Yangon; Yerevan;
    Zagreb; Zurich; Zürich; Zug; القاهرة; بيروت; دمشق; بغداد; الرياض; دبي; عمان; تونس; الرباط; الجزائر; Москва;
    Киев; Київ; Берлин; Париж; Лондон; 東京; 大阪; 北京; 上海; 香港; 台北; 臺北; 서울; 부산
    """.replace("\n", " ").split(";")
)  # fmt: skip
"""Seats of news bureaux, in English and in their own tongues."""
