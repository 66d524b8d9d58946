// Sites by their slugs, and who works there.

export const FAVRIL = 'le-favril';
export const PONTGOUIN = 'pontgouin';
export const COURVILLE = 'courville-sur-eure';
export const ILLIERS = 'illiers-combray';
export const BAILLEAU = 'bailleau-le-pin';
export const EPCI = 'cc-entre-beauce-et-perche';

export const CLAIRE = 'claire@le-favril.example';
export const YVAN = 'yvan@pontgouin.example';
export const LUCIE = 'lucie@pontgouin.example';
export const SAMIRA = 'samira@entre-beauce-et-perche.example';
export const INES = 'ines@entre-beauce-et-perche.example';
