import type { Language } from './recordTypes.ts';

/** Tags that have a name in each language; they are kept under their key, and searched by all names. */
const namesByTag: ReadonlyMap<string, Readonly<Record<Language, string>>> = new Map(
  Object.entries({
    solar: { hu: 'Napenergia', ro: 'Energie solară', en: 'Solar energy' },
    biomass: { hu: 'Biomassza', ro: 'Biomasă', en: 'Biomass' },
    biogas: { hu: 'Biogáz', ro: 'Biogaz', en: 'Biogas' },
    'heat-pump': { hu: 'Hőszivattyú', ro: 'Pompă de căldură', en: 'Heat pump' },
    geothermal: { hu: 'Geotermikus energia', ro: 'Energie geotermală', en: 'Geothermal energy' },
    wind: { hu: 'Szélenergia', ro: 'Energie eoliană', en: 'Wind energy' },
    hydro: { hu: 'Vízenergia', ro: 'Energie hidro', en: 'Hydropower' },
    efficiency: { hu: 'Energiahatékonyság', ro: 'Eficiență energetică', en: 'Energy efficiency' },
    audit: { hu: 'Energetikai audit', ro: 'Audit energetic', en: 'Energy audit' },
    'district-heating': { hu: 'Távfűtés', ro: 'Termoficare', en: 'District heating' },
    insulation: { hu: 'Szigetelés', ro: 'Izolații', en: 'Insulation' },
    storage: { hu: 'Energiatárolás', ro: 'Stocarea energiei', en: 'Energy storage' },
    'e-mobility': { hu: 'Elektromobilitás', ro: 'Mobilitate electrică', en: 'Electric mobility' },
    training: { hu: 'Képzés', ro: 'Formare profesională', en: 'Training' },
    network: { hu: 'Hálózat', ro: 'Rețea', en: 'Network' },
    engineering: { hu: 'Mérnöki munka', ro: 'Inginerie', en: 'Engineering' },
    'waste-heat': { hu: 'Hulladékhő', ro: 'Căldură reziduală', en: 'Waste heat' },
    lighting: { hu: 'Világítás', ro: 'Iluminat', en: 'Lighting' },
    water: { hu: 'Vízgazdálkodás', ro: 'Gospodărirea apelor', en: 'Water' },
    research: { hu: 'Kutatás', ro: 'Cercetare', en: 'Research' },
  }),
);

/** The names of a tag; undefined for one that somebody typed, which is its own name. */
export const namesOfTag = (tag: string): Readonly<Record<Language, string>> | undefined => namesByTag.get(tag);
